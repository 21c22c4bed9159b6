"""Ordinary words, which are not places unless the sentence says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from offices_db.places.cues import Evidence


class Vocabulary:
    """Common words; `names` are those that are places, too, and whether "i …" proves it."""

    def __init__(self, words: Iterable[str], names: Mapping[str, bool]) -> None:
        self._words = frozenset(words) | frozenset(names)
        self._names = names
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            self._by_start[word[0], len(word)].append(word)

    def is_common(self, word: str) -> bool:
        """Whether a lower-case word is an ordinary one."""
        return word in self._words

    def is_name(self, word: str) -> bool:
        """Whether this ordinary word is a place, too."""
        return word in self._names

    def needed_evidence(self, word: str) -> Evidence:
        """What a sentence must say for this ordinary word to be a place."""
        return Evidence.CAPITAL if self._names.get(word, False) else Evidence.CERTAIN

    def distance(self, exact: str, folded: str, edits: int) -> int | None:
        """Edits to the nearest ordinary word beginning alike, or None if more than `edits`."""
        best: int | None = None
        for start in {exact[0], folded[0]}:
            for length in range(len(exact) - edits, len(exact) + edits + 1):
                for word in self._by_start.get((start, length), ()):
                    found = OSA.distance(exact, word, score_cutoff=edits)
                    if found <= edits and (best is None or found < best):
                        best, edits = found, found
        return best


