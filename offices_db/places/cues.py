"""The words around a name that tell whether it is meant as a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from pathlib import Path

import yaml

from offices_db.places.normalise import Token

FEW_WORDS = 3  # in fewer, no language can be told
FAMILIAR = 0.4  # share of ordinary words that shows a sentence in Swedish or English


class Evidence(IntEnum):
    """How strongly a sentence says that a word in it is a place."""

    AGAINST = -1  # "Maria …"
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
    determiners: frozenset[str]
    between: frozenset[str]
    living: frozenset[str]
    whereabouts: frozenset[str]
    followers: frozenset[str]
    fillers: frozenset[str]
    endings: frozenset[str]
    prefixes: frozenset[str]
    fa_region: frozenset[str]
    money: frozenset[str]
    english: frozenset[str]
    swedish: frozenset[str]
    offices: frozenset[str]
    titles: frozenset[str]
    kin: frozenset[str]
    given_names: frozenset[str]
    named_like_people: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Cues:
        """Read the lists; a missing list is a `KeyError`."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # seven times faster
        lists: Mapping[str, object] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        return cls(**{name: frozenset(_words(lists[name])) for name in cls.__annotations__})


class Sentence:
    """The words of a text, and the evidence they give for places among them."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        cues: Cues,
        is_familiar: Callable[[str], bool] = lambda word: True,
    ) -> None:
        """`is_familiar` tells ordinary Swedish and English words."""
        self.tokens = tokens
        known = sum(is_familiar(token.lower) for token in tokens)
        self.is_foreign = len(tokens) >= FEW_WORDS and known < FAMILIAR * len(tokens)
        self.folded = [token.folded for token in tokens]
        gaps = [text[a.end : b.start] for a, b in pairwise(tokens)]
        self.joinable = [gap == " " or _joins(gap) for gap in gaps]
        self._starts = {0} | {n for n, gap in enumerate(gaps, 1) if gap != " " and _ends(gap)}
        self._evidence: dict[tuple[int, int], Evidence] = {}
        self._cues = cues
        self._words = [token.lower for token in tokens]
        self._person = cues.given_names | cues.titles
        self._mixed_case = any(t.raw.islower() for t in tokens)
        words = set(self._words)
        self._english = bool(words & cues.english) and not words & (cues.swedish - cues.english)
        said = cues.fillers | cues.offices
        content = [i for i, word in enumerate(self._words) if word not in said]
        self._content = len(content)
        self._first = content[0] if content else len(tokens)
        self._last = content[-1] if content else -1

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for tokens[start:end]; the strongest kind wins."""
        known = self._evidence.get((start, end))
        if known is None:
            known = self._evidence[start, end] = self._weigh(start, end)
        return known

    def _weigh(self, start: int, end: int) -> Evidence:
        cues = self._cues
        if end < len(self._words) and self._words[end] in cues.followers:
            return Evidence.CERTAIN
        if self.says_only(start, end):
            return Evidence.CERTAIN
        if start and self.joinable[start - 1] and self._words[start - 1] in self._person:
            return Evidence.AGAINST
        if (
            start
            and self._words[start - 1] in cues.kin
            and self._words[start] in cues.named_like_people
        ):
            return Evidence.AGAINST
        before = self._before(start)
        previous = self._words[before] if before >= 0 else ""
        capital = (
            self.tokens[start].capital
            and self._mixed_case
            and start not in self._starts
            and self._words[start] not in cues.named_like_people
        )
        if previous in cues.prepositions and not (previous == "i" and self._english):
            led_by = self._words[self._before(before)] if before else ""
            certain = capital or led_by in cues.living or led_by in cues.whereabouts
            return Evidence.CERTAIN if certain else Evidence.PREPOSITION
        if capital:
            return Evidence.CAPITAL
        if start and self._words[start - 1] in cues.determiners:
            return Evidence.NONE
        few = self._content - (end - start) <= 1
        weak = previous in cues.weak_prepositions or previous in cues.whereabouts
        return Evidence.WEAK if few or weak else Evidence.NONE

    def is_noun(self, start: int, end: int) -> bool:
        """Whether an article shows an ordinary noun: "the vase", but "the malmö office"."""
        after = self._words[end] if end < len(self._words) else ""
        return (
            start > 0
            and self._words[start - 1] in self._cues.determiners
            and after not in self._cues.offices | self._cues.followers
        )

    def says_little(self) -> bool:
        """Whether little is said besides a place: "rinkebby föräldrapenning"."""
        return self._content <= 2

    def says_only(self, start: int, end: int) -> bool:
        """Whether nothing is said besides tokens[start:end]."""
        if not self._content:
            return start == 0 and end == len(self.tokens)
        return start <= self._first and self._last < end

    def runs_on(self, start: int, words: int) -> bool:
        """Whether so many words from `start` are divided by spaces and hyphens only."""
        return start + words <= len(self.tokens) and all(self.joinable[start : start + words - 1])

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


def _words(listed: object) -> Iterator[str]:
    """Words of a list, which may be written in several lines (lists)."""
    for item in listed if isinstance(listed, list) else [listed]:
        if isinstance(item, list):
            yield from _words(item)
        else:
            yield str(item)


def _joins(gap: str) -> bool:
    return len(gap) <= 3 and not set(gap) - set(" \t\u00a0-\u2010\u2011\u2013./:'\u2019")


def _ends(gap: str) -> bool:
    return bool(set(gap) & set(".!?\n;"))
