"""Finds which of several offered things a text picks: "den andra", "nummer 2", "the last one"."""

from __future__ import annotations

from functools import lru_cache

from assistant.bot.phrases import PhraseFinder, phrase_files

LAST = -1

_NUMBERS = {"digits": r"[1-9]|10"}
_START, _END = r"^(?:\W*{polite}(?!\w))*\W*", r"(?:\W+{polite}(?!\w))*\W*$"
_GROUPS = ("ordinal", "noun", "number", "digits")


def find_ordinal(text: str, language: str | None) -> int | None:
    """The place picked, from 1; `LAST` for "den sista"; None if `text` picks none.

    Read in `language`, or else in any language known. Ask only when something was offered, and
    for a day first: "den andra" may be the other thing, or part of "den andra januari".
    """
    known = phrase_files("ordinals.yml")
    for code in sorted(known, key=lambda code: code != language):
        phrase = min(_finder(code).find(text), key=lambda phrase: phrase.start, default=None)
        if phrase:
            return next(
                int(phrase.meanings[group]) for group in _GROUPS if group in phrase.meanings
            )
    return None


@lru_cache(maxsize=64)
def _finder(language: str) -> PhraseFinder:
    data = phrase_files("ordinals.yml")[language]
    return PhraseFinder(
        [*data["anywhere"], *(_START + pattern + _END for pattern in data["whole"])],
        data["words"],
        _NUMBERS,
    )
