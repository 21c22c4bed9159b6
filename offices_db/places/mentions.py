"""What a sentence mentions: places it may mean, and how each was recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from offices_db.places.cues import Evidence, Sentence
from offices_db.places.index import Name

Reason = Literal["exact", "folded", "alias", "inflected", "fuzzy", "postcode"]
SCORES: dict[Reason, float] = {
    "exact": 1.0,
    "postcode": 1.0,
    "folded": 0.97,
    "alias": 0.95,
    "inflected": 0.93,
    "fuzzy": 0.92,  # less the share of letters that are wrong
}


@dataclass(frozen=True)
class Hit:
    """A target of the name index that a mention may mean."""

    target: int
    reason: Reason
    score: float


@dataclass(frozen=True)
class Mention:
    """Consecutive words that name a place; tokens[start:end] of the sentence."""

    start: int
    end: int
    evidence: Evidence
    hits: tuple[Hit, ...] = ()
    abroad: str | None = None  # the Swedish name of the place abroad that it names instead
    word: str = ""  # a single word that may be an ordinary one, without its ending
    fuzzy: bool = False
    sure: bool = True  # False: only worth a "did you mean"


class Reader(Protocol):
    """One way to recognise places in runs of so many words."""

    @property
    def words(self) -> int:
        """How long the runs are."""

    def starts(self, sentence: Sentence) -> list[int]:
        """Where reading is worth while."""

    def read(self, sentence: Sentence, start: int) -> Mention | None:
        """What the words from `start` mention."""


def hits_of(names: Iterable[Name], exact: str) -> tuple[Hit, ...]:
    """What written names mean; a thing's own name goes before another name for it."""
    hits: dict[int, Hit] = {}
    for name in sorted(names, key=lambda name: not name.primary):
        reason: Reason = "folded" if name.primary else "alias"
        if name.primary and name.exact == exact:
            reason = "exact"
        for target in name.targets:
            hits.setdefault(target, Hit(target, reason, SCORES[reason]))
    return tuple(hits.values())


def inflected_hits(names: Iterable[Name]) -> tuple[Hit, ...]:
    """What names with an ending mean."""
    score = SCORES["inflected"]
    return tuple(Hit(target, "inflected", score) for name in names for target in name.targets)


def nearest_hits(found: Sequence[tuple[int, Name]], letters: int) -> tuple[Hit, ...]:
    """Of misspelt names, nearest first, those with the fewest edits in so many letters."""
    fewest = found[0][0]
    score = round(SCORES["fuzzy"] * (1 - fewest / (letters + 1)), 3)
    targets = dict.fromkeys(
        target for edits, name in found if edits == fewest for target in name.targets
    )
    return tuple(Hit(target, "fuzzy", score) for target in targets)
