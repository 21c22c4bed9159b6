"""Reads places that are written right, but for accents, endings and divided words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offices_db.places.abroad import ForeignName
from offices_db.places.cues import Evidence, Sentence
from offices_db.places.index import SHORTEST, Name
from offices_db.places.lexicon import Lexicon
from offices_db.places.mentions import Mention, hits_of, inflected_hits
from offices_db.places.normalise import LATIN_ENDS, Token, join_folded, joined, script, tokenise

SHORTEST_ALIAS = 5  # letters of another name that may lack its diacritics
SHORTEST_CARRIED_OVER = 5  # letters of a name that may be written in another script
SPLIT_LETTERS = 7  # "norr köping" is read as one name only from this length on


@dataclass(frozen=True)
class WrittenWords:
    """Official names, aliases and names abroad, of so many words."""

    lexicon: Lexicon
    words: int

    def starts(self, sentence: Sentence) -> list[int]:
        folded, words, lexicon = sentence.folded, self.words, self.lexicon
        if words == 1:
            return [n for n, word in enumerate(folded) if lexicon.knows(word)]
        first_words = lexicon.swedish.first_words, lexicon.foreign.first_words
        return [
            n
            for n, joins in enumerate(sentence.joinable)
            if joins
            and (words == 2 or folded[n] in first_words[0] or folded[n] in first_words[1])
            and sentence.runs_on(n, words)
            and lexicon.knows(join_folded(folded[n : n + words]))
        ]

    def read(self, sentence: Sentence, start: int) -> Mention | None:
        end = start + self.words
        tokens = sentence.tokens[start:end]
        exact, folded = joined(tokens)
        evidence = sentence.evidence(start, end)
        names = _fitting(self.lexicon.swedish.named(folded), tokens, exact)
        official = any(name.primary and name.exact == exact for name in names)
        word = exact if self.words == 1 else ""
        abroad = self.lexicon.foreign.named(folded, exact, self.words)
        if (
            abroad
            and (abroad.huge or not official)
            and self._meant_abroad(abroad, tokens, evidence)
        ):
            return Mention(start, end, evidence, abroad=abroad.display, word=word)
        if not names or (sentence.is_noun(start, end) and not any(n.exact == exact for n in names)):
            return None
        hits = hits_of(names, exact)
        if exact[0] >= LATIN_ENDS:
            hits = self.lexicon.with_sounding(hits, folded)
        return Mention(start, end, evidence, hits, word=word)

    def _meant_abroad(
        self, abroad: ForeignName, tokens: Sequence[Token], evidence: Evidence
    ) -> bool:
        """Whether words mean the place abroad although they may be ordinary words."""
        if not all(self.lexicon.is_common(token) for token in tokens):
            return True
        if any(token.capital for token in tokens):
            return True
        return abroad.prominent and evidence >= Evidence.CAPITAL


@dataclass(frozen=True)
class InflectedWord:
    """Names with an ending: "Växjös", "Malmö's", "Göteborgissa"."""

    lexicon: Lexicon
    words: int = 1

    def starts(self, sentence: Sentence) -> list[int]:
        return [
            n
            for n, token in enumerate(sentence.tokens)
            if len(token.folded) >= SHORTEST and self.lexicon.ending(token)
        ]

    def read(self, sentence: Sentence, start: int) -> Mention | None:
        token = sentence.tokens[start]
        ending = self.lexicon.ending(token)
        exact = token.lower[: -len(ending)]
        if self.lexicon.is_common(token) and not self.lexicon.vocabulary.is_name(exact):
            return None
        names = self.lexicon.swedish.named(token.folded[: -len(ending)])
        hits = inflected_hits(_fitting(names, (token,), exact))
        evidence = sentence.evidence(start, start + 1)
        return Mention(start, start + 1, evidence, hits, word=exact) if hits else None


@dataclass(frozen=True)
class PrefixedWord:
    """Names with a preposition written together with them: "بمالمو" (in Malmö)."""

    lexicon: Lexicon
    words: int = 1

    def starts(self, sentence: Sentence) -> list[int]:
        return [n for n, token in enumerate(sentence.tokens) if token.lower[0] >= LATIN_ENDS]

    def read(self, sentence: Sentence, start: int) -> Mention | None:
        word = sentence.tokens[start].lower
        for prefix in self.lexicon.prefixes:
            rest = tokenise(word.removeprefix(prefix)) if word.startswith(prefix) else []
            if not rest or self.lexicon.is_common(rest[0]):
                continue
            names = self.lexicon.swedish.named(rest[0].folded)
            hits = inflected_hits(_fitting(names, rest, rest[0].lower))
            if hits:
                return Mention(start, start + 1, Evidence.PREPOSITION, hits)
        return None


def _fitting(names: Sequence[Name], tokens: Sequence[Token], exact: str) -> list[Name]:
    """Names that so many words may stand for; an exact spelling rules out the others."""
    fitting = [
        name
        for name in names
        if (
            len(tokens) == 1
            or name.spaced
            or (len(tokens) == 2 and len(exact) >= SPLIT_LETTERS and name.primary)
        )
        and _written_alike(name, exact)
    ]
    return [name for name in fitting if name.exact == exact] or fitting


def _written_alike(name: Name, exact: str) -> bool:
    """Whether letters that sound alike are enough to tell one name from ordinary words.

    "أريد" (I want) sounds like Ryd in Latin letters, "sinä" (you) like a name of Kinna.
    """
    if name.exact == exact:
        return True
    if exact[0] < LATIN_ENDS:
        known = name.primary or len(name.folded) >= SHORTEST_ALIAS
        return name.exact[0] < LATIN_ENDS and (known or exact == name.plain)
    if name.exact[0] < LATIN_ENDS:
        return len(name.folded) >= SHORTEST_CARRIED_OVER
    return script(name.exact) == script(exact) and len(name.folded) >= SHORTEST
