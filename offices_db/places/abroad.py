"""Names of places abroad, so that they are recognised and never taken for Swedish ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from offices_db.places.index import FuzzyKeys
from offices_db.places.normalise import LATIN_ENDS


class ForeignName(NamedTuple):
    """A name of a place abroad and what to call that place in Swedish."""

    key: str  # folded
    written: str
    display: str
    prominent: bool  # misspellings of it are looked for
    huge: bool  # better known than a Swedish place of the same name


class ForeignNames:
    """Foreign names by folded key and by misspelling."""

    def __init__(self, names: Iterable[ForeignName]) -> None:
        self._by_key: dict[str, list[ForeignName]] = {}
        for name in names:
            self._by_key.setdefault(name.key, []).append(name)
        self._fuzzy = FuzzyKeys(
            key for key, group in self._by_key.items() if any(name.prominent for name in group)
        )
        self.longest = max(map(len, self._by_key), default=0)

    def named(self, folded: str, exact: str) -> ForeignName | None:
        """The place abroad with this name; keys of other scripts must agree letter by letter."""
        latin = exact[0] < LATIN_ENDS
        return next(
            (
                name
                for name in self._by_key.get(folded, ())
                if latin or name.written.casefold().replace(" ", "") == exact
            ),
            None,
        )

    def like(self, folded: str, edits: int) -> tuple[int, ForeignName] | None:
        """The prominent place abroad nearest in spelling, with the edits it takes."""
        found = self._fuzzy.like(folded, edits)
        return (found[0][0], self._by_key[found[0][1]][0]) if found else None
