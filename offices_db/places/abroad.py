"""Names of places abroad, so that they are recognised and never taken for Swedish ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from offices_db.places.index import FuzzyKeys
from offices_db.places.normalise import LATIN_ENDS, fold, name_key, plain


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
        self.first_words: set[str] = set()  # folded first words of names of several words
        for name in names:
            self._by_key.setdefault(name.key, []).append(name)
            first, space, _ = name.written.partition(" ")
            if space:
                self.first_words.add(fold(first))
        self._prominent = {
            plain(name.written): name
            for group in self._by_key.values()
            for name in group
            if name.prominent
        }
        self._fuzzy = FuzzyKeys(self._prominent)

    def __contains__(self, folded: str) -> bool:
        return folded in self._by_key

    def named(self, folded: str, exact: str, words: int) -> ForeignName | None:
        """The place abroad with this name; other scripts must agree letter by letter."""
        latin = exact[0] < LATIN_ENDS
        for name in self._by_key.get(folded, ()):
            written = name.written.casefold()
            if words > 1 and " " not in written and "-" not in written:
                continue
            if words == 1 and " " in written and not name.prominent:
                continue
            if (latin and exact.isascii()) or name_key(written) == exact:
                return name
        return None

    def like(self, plain_word: str, edits: int) -> tuple[int, ForeignName] | None:
        """The prominent place abroad nearest in spelling, with the edits it takes."""
        found = self._fuzzy.like(plain_word, edits)
        return (found[0][0], self._prominent[found[0][1]]) if found else None
