"""Finds the language that a person asks for: "in English please", "på svenska tack"."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from assistant.bot.phrases import fold
from assistant.replies.catalogue import languages


def find_wanted_language(text: str) -> str | None:
    """The code of a language named in `text` that Lotsen has replies in, or None."""
    words = fold(text)[0].replace(",", " ").replace(".", " ").replace("?", " ").split()
    return next((_names()[word] for word in words if word in _names()), None)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """What each language calls every other one, from CLDR: "svenska", "Swedish", "engelska"."""
    return {
        fold(Locale.parse(speaker).languages[language])[0]: language
        for language in languages()
        for speaker in languages()
    }
