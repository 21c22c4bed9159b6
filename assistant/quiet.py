"""Silences what libraries print at import, at its source. Import it before them."""

from __future__ import annotations

import os
import warnings

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

# Rasa and its scheduler import pkg_resources, which setuptools 80 warns about at every import.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)
