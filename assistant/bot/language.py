"""Recognises languages that Lotsen has no training data for, so that it can say so."""

from __future__ import annotations

import pycld2

UNSUPPORTED = "other"
NEIGHBOURS = frozenset({"no", "nn", "da"})  # what CLD2 takes a learner's Swedish for
CLD2_WORDS = 4  # below this CLD2 guesses
CLD2_PERCENT = 80


def foreign_language(text: str, known: frozenset[str]) -> str | None:
    """The code of a language outside `known` that CLD2 is sure of, or None."""
    if len(text.split()) < CLD2_WORDS:
        return None
    try:
        reliable, _, details = pycld2.detect(text, bestEffort=True)
    except pycld2.error:
        return None
    _, code, percent, _ = details[0]
    if not reliable or percent < CLD2_PERCENT or code in known | NEIGHBOURS or code == "un":
        return None
    return str(code)
