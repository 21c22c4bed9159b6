"""Finds the language that a person asks for: "in English please", "på svenska tack"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.bot.phrases import fold
from assistant.replies.languages import language, languages


def find_wanted_language(text: str) -> str | None:
    """The code of a language named in `text` that Lotsen has replies in, or None.

    Of several the one named last: "I don't speak Swedish, English please".
    """
    found = list(_pattern().finditer(fold(text)[0]))
    return _names()[found[-1][0]] if found else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Folded name -> code: what each language calls every other one (CLDR), and what people say."""
    known = [language(code) for code in languages()]
    cldr = {
        name: one.code
        for one in known
        if one.code == one.base
        for speaker in known
        if (name := speaker.locale.languages.get(one.locale.language))
    }
    said = {name: one.code for one in known for name in (one.name, *one.also)}
    return {fold(name)[0]: code for name, code in (cldr | said).items()}
