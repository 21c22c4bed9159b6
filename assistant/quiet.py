"""Settings of libraries that are read at import, chiefly to keep them quiet. Import it first."""

from __future__ import annotations

import os
import warnings
from typing import TextIO

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("LOG_LEVEL", "WARNING")  # Rasa's own, progress bars included
os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")  # a model is kept by the digest of its sources
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

# What Rasa and its dependencies say of themselves at every start; nobody here can act on it.
_EXPECTED = (
    "pkg_resources is deprecated",
    "Slot auto-fill has been removed",  # said of every slot that actions set, which is what for
    "lbfgs failed to converge",  # training stops after a fixed number of rounds on purpose
)
_show = warnings.showwarning


def _show_unexpected(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Filters would not do: libraries put their own in front of ours."""
    expected = any(text in str(message) for text in _EXPECTED)
    if not expected and not issubclass(category, DeprecationWarning):
        _show(message, category, filename, lineno, file, line)


warnings.showwarning = _show_unexpected
