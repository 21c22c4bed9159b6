"""Finds names by their key, or by a key within a few edits of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from offices_db.places.normalise import keys, plain, skeleton

MAX_EDITS = 2
SHORTEST = 4  # letters a name must have for its misspellings to be looked for
_PREFIX = 7  # letters whose deletions are indexed; edits further on are found all the same


class FuzzyKeys:
    """Keys by what is left of them after deleting letters (the SymSpell method)."""

    def __init__(self, known: Iterable[str]) -> None:
        deletions: dict[str, list[str]] = {}
        for key in known:
            if len(key) >= SHORTEST - 1:
                for left in _deletions(key[:_PREFIX], MAX_EDITS):
                    deletions.setdefault(left, []).append(key)
        self._by_deletion = deletions

    def like(self, key: str, edits: int) -> list[tuple[int, str]]:
        """Known keys within so many edits (swapped neighbours count once), nearest first."""
        candidates: set[str] = set()
        for left in _deletions(key[:_PREFIX], edits):
            candidates.update(self._by_deletion.get(left, ()))
        measured = ((OSA.distance(key, known, score_cutoff=edits), known) for known in candidates)
        return sorted(pair for pair in measured if pair[0] <= edits)


class Name(NamedTuple):
    """One way to write the name of one or more things."""

    exact: str
    plain: str
    folded: str
    targets: tuple[int, ...]
    primary: bool  # the official name, not another one
    spaced: bool  # of several words


class NameSource(NamedTuple):
    """A name to be indexed for the thing with the number `target`."""

    written: str
    target: int
    primary: bool = True


class NameIndex:
    """Names by exact and folded key, by misspelling, and by their consonants."""

    def __init__(self, sources: Iterable[NameSource], well_known: AbstractSet[int]) -> None:
        self._by_folded: dict[str, list[Name]] = defaultdict(list)
        self._by_skeleton: dict[str, set[int]] = defaultdict(set)
        self.parts: set[str] = set()  # folded words of official names of several words
        self.first_words: set[str] = set()
        by_plain: dict[str, list[Name]] = defaultdict(list)
        for name, words in _names(sources):
            self._by_folded[name.folded].append(name)
            if name.spaced:
                self.first_words.add(words[0])
                if name.primary:
                    self.parts.update(words)
            known = well_known & set(name.targets) if name.primary else ()
            if known and len(name.folded) >= SHORTEST:
                self._by_skeleton[skeleton(name.folded)].update(known)
            by_plain[name.plain].append(name)
        self._by_plain = by_plain
        self._fuzzy = FuzzyKeys(by_plain)
        self.longest = max(map(len, self._by_folded), default=0)

    def __contains__(self, folded: str) -> bool:
        return folded in self._by_folded

    def named(self, folded: str) -> list[Name]:
        """Names with exactly this folded key."""
        return self._by_folded.get(folded, [])

    def like(self, exact: str, plain: str, edits: int) -> list[tuple[int, Name]]:
        """Names within so many edits, with or without diacritics, nearest first."""
        found = [
            (min(distance, OSA.distance(exact, name.exact, score_cutoff=edits)), name)
            for distance, key in self._fuzzy.like(plain, edits)
            for name in self._by_plain[key]
        ]
        return sorted(found, key=lambda pair: pair[0])

    def sounding(self, consonants: str) -> set[int]:
        """Well-known targets with these consonants, for scripts that leave vowels out."""
        return self._by_skeleton.get(consonants, set())


def _names(sources: Iterable[NameSource]) -> Iterator[tuple[Name, list[str]]]:
    groups: dict[tuple[str, str, bool], list[NameSource]] = {}
    for source in sources:
        exact, folded = keys(source.written)
        if folded:
            groups.setdefault((exact, folded, source.primary), []).append(source)
    for (exact, folded, primary), group in groups.items():
        words = group[0].written.replace("-", " ").split()
        targets = tuple(dict.fromkeys(source.target for source in group))
        name = Name(exact, plain(group[0].written), folded, targets, primary, len(words) > 1)
        yield name, [keys(word)[1] for word in words] if name.spaced else []


def _deletions(word: str, edits: int) -> set[str]:
    """The word, and what is left after deleting up to so many letters."""
    left = {word}
    for count in range(1, min(edits, len(word) - 1) + 1):
        left.update(map("".join, combinations(word, len(word) - count)))
    return left
