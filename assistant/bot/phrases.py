"""Finds set phrases in running text, by the patterns and words of a language's data file.

A pattern is a regular expression over folded text (lower case, no diacritics) in which a name
in braces stands for any word of that group: "(?:på )?{weekday}". Its letters are written in
lower case; a space matches any space. A group named "mention" narrows what counts as found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from assistant.languages import NLU_DATA

Words = Mapping[str, Mapping[Any, Iterable[str]]]  # group -> meaning -> ways to write it

# letters that Unicode does not take apart, the apostrophe of phones, and what Persian and Kurdish
# share with Arabic but write otherwise; their joiner stands between the parts of a word
_LETTERS = str.maketrans("øłđı’يىكة\u200c", "oldi'ییکه ")


SHORT = 3  # letters of a word that is no part of a longer one


@dataclass(frozen=True)
class Phrase:
    """A phrase found: offsets in the text as given, and the meaning of each group in it."""

    start: int
    end: int
    meanings: Mapping[str, Any]


class PhraseFinder:
    """Compiled patterns of one language. `numbers` are groups whose meaning is an integer."""

    def __init__(
        self, patterns: Iterable[str], words: Words, numbers: Mapping[str, str] | None = None
    ) -> None:
        self._meanings = {
            group: {fold(form)[0]: meaning for meaning, forms in entries.items() for form in forms}
            for group, entries in words.items()
        }
        groups = {group: _any_of(forms) for group, forms in self._meanings.items()}
        beginnings = {form.split()[0] for forms in self._meanings.values() for form in forms}
        self._long = [word for word in beginnings if len(word) > SHORT]
        self._short = beginnings.difference(self._long)
        self._numbers = bool(numbers)
        groups |= numbers or {}
        self._patterns = [_compile(pattern, groups) for pattern in patterns]

    @property
    def meanings(self) -> Mapping[str, Mapping[str, Any]]:
        """Group -> folded way to write it -> meaning."""
        return self._meanings

    def find(self, text: str) -> Iterator[Phrase]:
        """All matches of all patterns; they may overlap."""
        folded, offsets = fold(text)
        if not self._may_match(folded):
            return
        for pattern in self._patterns:
            for match in pattern.finditer(folded):
                meanings = {
                    group: self._meaning(group, written)
                    for group, written in match.groupdict().items()
                    if written is not None and group != "mention"
                }
                start, end = match.span("mention" if "mention" in match.re.groupindex else 0)
                yield Phrase(offsets[start], offsets[end - 1] + 1, meanings)

    def _may_match(self, folded: str) -> bool:
        """Whether a word of any group is there at all: most messages need no pattern."""
        return (
            any(word in folded for word in self._long)
            or not self._short.isdisjoint(re.findall(r"\w+", folded))
            or (self._numbers and any(character.isdigit() for character in folded))
        )

    def _meaning(self, group: str, written: str) -> Any:
        if group in self._meanings:
            return self._meanings[group][re.sub(r"\s+", " ", written)]
        return int(written)


@lru_cache(maxsize=256)  # each language's finder asks for the same message
def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` in lower case without diacritics, and for each of its characters the offset in `text`.

    A letter may become several or none, so lengths differ.
    """
    folded = [
        (part, offset) for offset, letter in enumerate(text) for part in _plain(letter.lower())
    ]
    return "".join(part for part, _ in folded), tuple(offset for _, offset in folded)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


@lru_cache(maxsize=64)
def phrase_files(name: str) -> dict[str, dict[str, Any]]:
    """The content of `nlu_data/<language>/<name>` by language. Do not change it."""
    return {
        path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(NLU_DATA.glob(f"*/{name}"))
    }


def _any_of(forms: Iterable[str]) -> str:
    """Longest first, so that "annandag jul" is not read as "annandag"."""
    return "|".join(_spaced(re.escape(form)) for form in sorted(forms, key=len, reverse=True))


def _compile(pattern: str, groups: Mapping[str, str]) -> re.Pattern[str]:
    named: set[str] = set()

    def group(match: re.Match[str]) -> str:
        name = match[1]
        capture = "?:" if name in named else f"?P<{name}>"
        named.add(name)
        return f"({capture}{groups[name]})"

    body = re.sub(r"\{([a-z_]+)\}", group, _spaced(_plain(pattern)))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")


def _spaced(pattern: str) -> str:
    return re.sub(r"\\? ", r"\\s+", pattern)
