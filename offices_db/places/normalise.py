"""Turns written names into keys that survive case, accents, spelling habits and scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

LATIN_ENDS = "\u0250"  # letters before this character are Latin

# å, ä, ö and their Danish, German and typewriter spellings all become one vowel.
_DIGRAPHS = re.compile(r"a[ae]+|oe+")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201f]*")
_SOUNDS = str.maketrans("cqzv", "kksf", "aeiouwyjh")


class Token(NamedTuple):
    """One word of a text; `start` and `end` are character offsets in the text as given."""

    raw: str  # as written, without invisible characters and separate accents
    lower: str
    plain: str  # ASCII letters only
    folded: str  # the same, without digraphs
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.raw[0].isupper() and not (len(self.raw) > 1 and self.raw.isupper())


def plain(word: str) -> str:
    """Reduce a word in any script to lower-case ASCII letters: "Växjö" → "vaxjo"."""
    lowered = word.casefold()
    if not lowered.isascii():
        lowered = anyascii(lowered).casefold()
    return lowered if lowered.isalpha() else "".join(filter(str.isalpha, lowered))


def fold(word: str) -> str:
    """Reduce a word as `plain`, and digraphs for å, ä, ö, too: "Växjö", "vaexjoe" → "vaxjo"."""
    return _without_digraphs(plain(word))


def keys(name: str) -> tuple[str, str]:
    """Exact and folded key of a name: its letters joined, without spaces, hyphens or points."""
    if _PLAIN.fullmatch(name):
        return "".join(filter(str.isalpha, name.casefold())), fold(name)
    return joined(tokenise(name))


def name_key(name: str) -> str:
    """The exact key of a name: its letters in lower case, joined."""
    return keys(name)[0]


def folded_key(name: str) -> str:
    """The folded key of a name: ASCII letters, joined."""
    return keys(name)[1]


def tokenise(text: str) -> list[Token]:
    """Split a text into words, skipping invisible characters but keeping original offsets."""
    if _PLAIN.fullmatch(text):
        return [_token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    letters, offsets = _visible(text)
    visible = "".join(letters)
    return [
        _token(m.group(), offsets[m.start()], offsets[m.end() - 1] + 1)
        for m in _WORD.finditer(visible)
    ]


def joined(tokens: Sequence[Token]) -> tuple[str, str]:
    """Exact and folded key of consecutive tokens."""
    if len(tokens) == 1:
        return tokens[0].lower, tokens[0].folded
    return "".join(token.lower for token in tokens), join_folded([t.folded for t in tokens])


def join_folded(words: Sequence[str]) -> str:
    """Folded words as one folded key."""
    return _without_digraphs("".join(words))


def script(word: str) -> str:
    """The script of a word's first letter, as Unicode names it: "ARABIC", "CYRILLIC"."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def skeleton(folded: str) -> str:
    """Consonants of a folded word, for names carried over from scripts that leave vowels out."""
    return re.sub(r"(.)\1+", r"\1", folded.translate(_SOUNDS))


def _without_digraphs(letters: str) -> str:
    return _DIGRAPHS.sub(_first_letter, letters) if _DIGRAPHS.search(letters) else letters


def _first_letter(match: re.Match[str]) -> str:
    return match.group()[0]


@lru_cache(maxsize=16384)
def _forms(raw: str) -> tuple[str, str, str]:
    letters = plain(raw)
    return raw.casefold(), letters, _without_digraphs(letters)


def _token(raw: str, start: int, end: int) -> Token:
    lower, letters, folded = _forms(raw)
    return Token(raw, lower, letters, folded, start, end)


def _visible(text: str) -> tuple[list[str], list[int]]:
    """Characters that can be seen, composed, each with its offset; controls become spaces."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        category = unicodedata.category(character)
        if category == "Cf":
            continue
        if category[0] == "M":
            composed = unicodedata.normalize("NFC", letters[-1] + character) if letters else ""
            if len(composed) == 1:
                letters[-1] = composed
            continue
        letters.append(" " if category[0] == "C" else character)
        offsets.append(offset)
    return letters, offsets
