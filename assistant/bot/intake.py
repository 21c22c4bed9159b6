"""What happens to every message before Rasa sees it."""

from __future__ import annotations

import re
import unicodedata

from assistant.privacy import mask_personal_numbers
from assistant.settings import settings

# Invisible characters that reorder or hide text: bidi controls, zero-width marks, fillers, tags;
# the joiners only beside Latin letters, for Persian and Kurdish are written with them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
    "|(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])"
)

# Letters that look Latin and are not; meant as Latin where they stand in a Latin word.
_LOOKALIKES = str.maketrans(
    "авсдеһіјкмнорԛѕтухүԝАВСЕНІЈКМОРЅТХУαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abcdehijkmhopqstyxywABCEHIJKMOPSTXYaeiknoptuxABEZHIKMNOPTYX",
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")

# Pasted markup says nothing of what a visitor wants.
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_COMMAND = re.compile(r"^[\s/]+")


def clean(text: str | None) -> str:
    """Plain text: no control characters, markup, personal numbers or commands; not too long.

    A leading "/" makes Rasa execute what follows ("/restart"); a visitor's is only text.
    """
    visible = _WORD.sub(_one_script, _INVISIBLE.sub("", unicodedata.normalize("NFKC", text or "")))
    spaced = "".join(" " if unicodedata.category(c) == "Cc" else c for c in visible)
    words = _MARKUP.sub(" ", spaced)
    plain = _COMMAND.sub("", mask_personal_numbers(words)).strip()
    return plain[: settings().chat_max_characters]


def _one_script(word: re.Match[str]) -> str:
    """A Latin word with letters of other alphabets among its own, in Latin letters alone."""
    return word[0].translate(_LOOKALIKES) if _LATIN.search(word[0]) else word[0]
