"""The words around a name that tell whether it is meant as a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import yaml

from offices_db.places.normalise import Token


class Evidence(IntEnum):
    """How strongly a sentence says that a word in it is a place."""

    NONE = 0
    WEAK = 1  # "to …", "på …", or one of few words
    CAPITAL = 2  # "… Vara …" inside a sentence
    PREPOSITION = 3  # "i …", "from …"
    CERTAIN = 4  # "bor i …", "kontor i …", "… kommun", or nothing else is said


@dataclass(frozen=True)
class Cues:
    """Word lists of `place_cues.yml`; see the comments there."""

    prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    listing: frozenset[str]
    between: frozenset[str]
    living: frozenset[str]
    whereabouts: frozenset[str]
    followers: frozenset[str]
    fillers: frozenset[str]
    fa_region: frozenset[str]
    money: frozenset[str]
    english: frozenset[str]
    swedish: frozenset[str]
    given_names: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Cues:
        """Read the lists; a missing list is a `KeyError`."""
        lists: Mapping[str, list[str]] = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        return cls(**{name: frozenset(map(str, lists[name])) for name in cls.__annotations__})


class Sentence:
    """The words of a text, and the evidence they give for places among them."""

    def __init__(self, text: str, tokens: Sequence[Token], cues: Cues) -> None:
        self.tokens = tokens
        self.joinable = [
            _joins(text[one.end : other.start])
            for one, other in zip(tokens, tokens[1:], strict=False)
        ]
        self.starts = {0} | {
            i + 1 for i, token in enumerate(tokens[:-1]) if _ends(text[token.end:tokens[i + 1].start])
        }
        self._cues = cues
        self._words = [token.lower for token in tokens]
        self._mixed_case = any(t.raw.islower() for t in tokens)
        words = set(self._words)
        self._english = bool(words & cues.english) and not words & (cues.swedish - cues.english)
        self._content = [i for i, word in enumerate(self._words) if word not in cues.fillers]

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for tokens[start:end]; the strongest kind wins."""
        cues = self._cues
        if end < len(self._words) and self._words[end] in cues.followers:
            return Evidence.CERTAIN
        if all(start <= i < end for i in self._content):
            return Evidence.CERTAIN
        before = self._before(start)
        previous = self._words[before] if before >= 0 else ""
        if previous in cues.prepositions and not (previous == "i" and self._english):
            led_by = set(self._words[max(0, before - 2) : before])
            certain = led_by & (cues.living | cues.whereabouts)
            return Evidence.CERTAIN if certain else Evidence.PREPOSITION
        token = self.tokens[start]
        if (
            token.capital
            and self._mixed_case
            and start not in self.starts
            and token.lower not in cues.given_names
        ):
            return Evidence.CAPITAL
        others = [i for i in self._content if not start <= i < end]
        if previous in cues.weak_prepositions or previous in cues.whereabouts or len(others) <= 1:
            return Evidence.WEAK
        return Evidence.NONE

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Character offsets of tokens[start:end] in the text."""
        return self.tokens[start].start, self.tokens[end - 1].end

    def fa_region(self) -> tuple[int, int] | None:
        """Where the words "FA-region" stand, as tokens[start:end]."""
        for i, word in enumerate(self._words):
            if word in self._cues.fa_region:
                return i, i + 1
            if i and self._words[i - 1] + word in self._cues.fa_region:
                return i - 1, i + 1
        return None

    def lives_in(self, start: int) -> bool:
        """Whether the words before say that this is where somebody lives."""
        before = self._before(start)
        return bool(set(self._words[max(0, before - 3) : before + 1]) & self._cues.living)

    def listed_with(self, end: int, start: int) -> bool:
        """Whether tokens ending at `end` and starting at `start` stand in a list: "A, B och C"."""
        gap = self._words[end:start]
        return set(gap) <= self._cues.listing if gap else not self.joinable[end - 1]

    def placed_in(self, end: int, start: int) -> bool:
        """Whether what ends at `end` is said to be in what starts at `start`: "A i B", "A, B"."""
        gap = self._words[end:start]
        return len(gap) <= 1 and set(gap) <= self._cues.prepositions

    def _before(self, start: int) -> int:
        """Index of the word that governs a name: "i norra Lund" → of "i"."""
        before = start - 1
        while before > 0 and self._words[before] in self._cues.between:
            before -= 1
        return before


def _joins(gap: str) -> bool:
    return len(gap) <= 3 and not set(gap) - set(" \t\u00a0-\u2010\u2011\u2013./:'’")


def _ends(gap: str) -> bool:
    return bool(set(gap) & set(".!?\n;"))
