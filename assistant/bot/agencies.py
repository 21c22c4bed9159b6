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
            for n in range(min(MAX_WORDS, len(words) - i), 0, -1):
                start, end = words[i][0], words[i + n - 1][1]
                agency = self._agency(folded[start:end], fuzzy=n <= 2)
                if agency:
                    mentions.append(AgencyMention(agency, offsets[start], offsets[end - 1] + 1))
                    i += n - 1
                    break
            i += 1
        return mentions

    def _agency(self, phrase: str, *, fuzzy: bool) -> str | None:
        exact = self._names.get(phrase)
        if exact:
            return exact
        for ending in _ENDINGS:
            stem = phrase.removesuffix(ending)
            if stem != phrase and len(stem) > 3 and stem in self._names:
                return self._names[stem]
        if not fuzzy or len(phrase) < FUZZY_LETTERS:
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
