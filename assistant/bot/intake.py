"""What happens to every message before Rasa sees it."""

from __future__ import annotations

import re
import unicodedata

from assistant.privacy import mask_personal_numbers
from assistant.settings import settings

# Invisible characters that reorder or hide text: bidi controls, zero-width marks, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)

# Pasted markup says nothing of what a visitor wants.
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_COMMAND = re.compile(r"^[\s/]+")


def clean(text: str | None) -> str:
    """Plain text: no control characters, markup, personal numbers or commands; not too long.

    A leading "/" makes Rasa execute what follows ("/restart"); a visitor's is only text.
    """
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text or ""))
    spaced = "".join(" " if unicodedata.category(c) == "Cc" else c for c in visible)
    words = _MARKUP.sub(" ", spaced)
    plain = _COMMAND.sub("", mask_personal_numbers(words)).strip()
    return plain[: settings().chat_max_characters]
