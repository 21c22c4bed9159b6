"""All names and words that places are read with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from offices_db.places.abroad import ForeignNames
from offices_db.places.index import NameIndex
from offices_db.places.mentions import Hit
from offices_db.places.normalise import Token, skeleton
from offices_db.places.vocabulary import Vocabulary

SHORTEST_INFLECTED = 5  # letters of a name that is looked for with a foreign ending
SOUNDING_CONSONANTS = 4
SOUNDING_SCORE = 0.75


@dataclass(frozen=True)
class Lexicon:
    """Swedish names, names abroad, ordinary words, and what is written together with names."""

    swedish: NameIndex
    foreign: ForeignNames
    vocabulary: Vocabulary
    endings: Collection[str]
    prefixes: Collection[str]

    def knows(self, folded: str) -> bool:
        """Whether this folded key is a name, in Sweden or abroad."""
        return folded in self.swedish or folded in self.foreign

    def is_common(self, token: Token, alone: bool = False) -> bool:
        """Whether a word is an ordinary one; `alone` if it is all that is said."""
        return self.vocabulary.is_common(token.lower, alone)

    def ending(self, token: Token) -> str:
        """What follows the name that a word begins with: the genitive s, or a foreign case."""
        lower, folded = token.lower, token.folded
        if lower[-1] == "s" and folded[:-1] in self.swedish:
            return "s"
        if len(folded) <= SHORTEST_INFLECTED or self.is_common(token):
            return ""
        for end in range(len(folded) - 1, SHORTEST_INFLECTED - 1, -1):
            ending = lower[end - len(folded) :]
            if ending in self.endings and folded[:end] in self.swedish:
                return ending
        return ""

    def with_sounding(self, hits: tuple[Hit, ...], folded: str) -> tuple[Hit, ...]:
        """Add well-known places with the same consonants; few consonants prove little."""
        consonants = skeleton(folded)
        if len(consonants) < SOUNDING_CONSONANTS:
            return hits
        score = hits[0].score if hits else SOUNDING_SCORE
        heard = self.swedish.sounding(consonants) - {hit.target for hit in hits}
        return hits + tuple(Hit(target, "fuzzy", score) for target in sorted(heard))
