"""Ordinary words, which are not places unless the sentence says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from offices_db.places.cues import Evidence

USUAL = 12_000  # so many of the commonest words are expected in other forms and misspelt
USUAL_ALONE = 8_000  # so many are no places even where nothing else is said
SHORTEST_STEM = 4
# fmt: off
ENDINGS = (
    "s", "a", "t", "n", "en", "et", "na", "ar", "er", "or",
    "ade", "ande", "ast", "are", "aste", "arna", "erna", "orna",
)
# fmt: on


class Vocabulary:
    """Common words, the commonest first, and what is known about some of them.

    `rare_words` look like places; `name_words` are common as surnames and the like;
    `foreign_words` are common in other languages and look like places; `errand_words` name what
    people come for ("SFI", "ROT") and are never places; `names` are ordinary words that are places,
    too, and what it takes to mean the place.
    """

    def __init__(
        self,
        words: Sequence[str],
        rare_words: Iterable[str],
        name_words: Iterable[str],
        foreign_words: Iterable[str],
        errand_words: Iterable[str],
        names: Mapping[str, Evidence],
    ) -> None:
        self._familiar = frozenset(words) | frozenset(names)
        self._errand_words = frozenset(errand_words)
        self._words = self._familiar | self._errand_words | frozenset(foreign_words)
        self._rare = frozenset(rare_words)
        less_usual = frozenset(words[USUAL_ALONE:]).difference(names, foreign_words)
        self._less_usual = (less_usual | frozenset(name_words)) - self._errand_words
        self._names = names
        self._usual = frozenset(words[:USUAL])
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in words[:USUAL]:
            self._by_start[word[0], len(word)].append(word)

    def is_common(self, word: str, alone: bool = False) -> bool:
        """Whether a lower-case word is an ordinary one.

        Said alone, surnames and less usual words do not count: whoever writes "sola" and nothing
        else has rather misspelt Solna.
        """
        if word in self._words:
            return not (alone and word in self._less_usual)
        short = _without_repeats(word)
        return short != word and short in self._usual

    def is_errand(self, word: str) -> bool:
        """Whether a lower-case word names an errand or an agency."""
        return word in self._errand_words

    def is_familiar(self, word: str) -> bool:
        """Whether a lower-case word is an ordinary Swedish or English one."""
        return word in self._familiar

    def is_rare(self, word: str) -> bool:
        """Whether a word is a rare one spelt much like a place, or a form of a familiar one."""
        return word in self._rare or any(
            word.endswith(ending) and word[: -len(ending)] in self._usual
            for ending in ENDINGS
            if len(word) - len(ending) >= SHORTEST_STEM
        )

    def is_usual(self, word: str) -> bool:
        """Whether an ordinary word that is a place, too, is among the most usual words."""
        return word in self._usual

    def is_name(self, word: str) -> bool:
        """Whether this ordinary word is a place, too."""
        return word in self._names

    def needed_evidence(self, word: str) -> Evidence:
        """What a sentence must say for this ordinary word to be a place."""
        return self._names.get(word, Evidence.CERTAIN)

    def distance(self, exact: str, plain: str, edits: int) -> int | None:
        """Edits to the nearest ordinary word beginning alike, or None if more than `edits`."""
        nearest: int | None = None
        for start in {exact[0], plain[0]}:
            for length in range(len(exact) - edits, len(exact) + edits + 1):
                words = self._by_start.get((start, length), ())
                found = process.extractOne(
                    exact, words, scorer=OSA.distance, processor=None, score_cutoff=edits
                )
                if found and (nearest is None or found[1] < nearest):
                    nearest = edits = int(found[1])
        return nearest


def _without_repeats(word: str) -> str:
    """A word without drawn-out letters at its end: "hejjj", "nooo" → "hej", "no"."""
    return word.rstrip(word[-1]) + word[-1] if word[-1] == word[-2:-1] else word
