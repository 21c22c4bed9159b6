"""Finds FA regions where a text calls them so: "FA-regionen Umeå", "Malmö-Lund FA-region"."""

from __future__ import annotations

from collections.abc import Mapping

from offices_db.models import Place
from offices_db.places.cues import Sentence
from offices_db.places.normalise import joined

MAX_WORDS = 3  # of a region's name


def find_fa_region(
    sentence: Sentence, regions: Mapping[str, Place]
) -> tuple[int, int, Place] | None:
    """The region named right after or before the word, as tokens[start:end]; `regions` by key."""
    cue = sentence.fa_region()
    if cue is None:
        return None
    for words in range(MAX_WORDS, 0, -1):
        for start in (cue[1], cue[0] - words):
            tokens = sentence.tokens[max(0, start) : start + words]
            region = regions.get(joined(tokens)[1]) if len(tokens) == words else None
            if region:
                return start, start + words, region
    return None
