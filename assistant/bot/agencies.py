"""Finds agencies by name, abbreviation or nickname: "FK", "försäkringskasan", "the tax agency"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from assistant.bot.phrases import fold
from offices_db.package import AgencyName

FUZZY_LETTERS = 8  # shorter names are matched to the letter: "FK" is one edit from "FN"
FUZZY_SIMILARITY = 0.85
MAX_WORDS = 5
FUZZY_WORDS = 2
_ENDINGS = ("s", "n", "en", "et", "ens", "ets")  # "Skatteverkets", "kommunen"


@dataclass(frozen=True)
class AgencyMention:
    """An agency named in a text; `start` and `end` are character offsets."""

    agency: str
    start: int
    end: int


class AgencyGazetteer:
    """All names of all agencies, in all languages together."""

    def __init__(self, names: Iterable[AgencyName]) -> None:
        self._names = {
            fold(phrase)[0]: name.agency for name in names for phrase in (name.name, *name.synonyms)
        }
        self._long = [name for name in self._names if len(name) >= FUZZY_LETTERS]

    def find(self, text: str) -> list[AgencyMention]:
        """Mentions in the order of the text, longest first where they overlap."""
        folded, offsets = fold(text)
        words = _words(folded)
        mentions: list[AgencyMention] = []
        i = 0
        while i < len(words):
            found = self._starting_at(folded, words[i : i + MAX_WORDS])
            if found:
                agency, n = found
                start, end = words[i][0], words[i + n - 1][1]
                mentions.append(AgencyMention(agency, offsets[start], offsets[end - 1] + 1))
                i += n - 1
            i += 1
        return mentions

    def _starting_at(self, text: str, words: list[tuple[int, int]]) -> tuple[str, int] | None:
        """An agency and its number of words: the longest exact name, else one misspelt."""
        phrases = [text[words[0][0] : end] for _, end in words]
        for find, most in ((self._exact, MAX_WORDS), (self._misspelt, FUZZY_WORDS)):
            for n in range(min(most, len(phrases)), 0, -1):
                agency = find(phrases[n - 1])
                if agency:
                    return agency, n
        return None

    def _exact(self, phrase: str) -> str | None:
        if phrase in self._names:
            return self._names[phrase]
        stems = (phrase.removesuffix(ending) for ending in _ENDINGS)
        return next((self._names[s] for s in stems if len(s) > 3 and s in self._names), None)

    def _misspelt(self, phrase: str) -> str | None:
        if len(phrase) < FUZZY_LETTERS:
            return None
        best = extractOne(
            phrase,
            self._long,
            scorer=OSA.normalized_similarity,
            score_cutoff=FUZZY_SIMILARITY,
        )
        return self._names[best[0]] if best else None


def _words(text: str) -> list[tuple[int, int]]:
    """Offsets of the words of `text`; hyphens and digits belong to them."""
    words, start = [], None
    for i, character in enumerate(f"{text} "):
        inside = character.isalnum() or character in "-/"
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            words.append((start, i))
            start = None
    return words
