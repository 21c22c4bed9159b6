"""Finds postcodes in running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from offices_db.models import Place
from offices_db.places.files import PostTown

_NUMBER = re.compile(r"(?<![\d.,+])(?<!\d[\s-])(?<!\d-)(\d{3})(\s?)(\d{2})(?![\d.,+]\d|\d|-\d)")
_MORE_DIGITS = re.compile(r"\s\d{2}(?!\d)")
_WORD_AFTER = re.compile(r"\s?(:-|[^\W\d_]+)")


def find_postcodes(
    text: str, known: Mapping[str, PostTown], money: Collection[str]
) -> Iterator[tuple[int, int, Place]]:
    """Known postcodes with their offsets; not parts of longer numbers, not sums of money."""
    for match in _NUMBER.finditer(text):
        if match[2] and _MORE_DIGITS.match(text, match.end()):
            continue
        word = _WORD_AFTER.match(text, match.end())
        if word and (word[1] == ":-" or word[1].casefold() in money):
            continue
        digits = "".join(str(int(digit)) for digit in match[1] + match[3])
        if digits in known:
            yield match.start(), match.end(), known[digits].place(digits)
