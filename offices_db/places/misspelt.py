"""Reads places that are misspelt, as far as the sentence bears them out."""

from __future__ import annotations

from dataclasses import dataclass

from offices_db.places.cues import Evidence, Sentence
from offices_db.places.index import MAX_EDITS, SHORTEST, Name
from offices_db.places.lexicon import Lexicon
from offices_db.places.mentions import Mention, nearest_hits
from offices_db.places.normalise import LATIN_ENDS, Token, joined

LONG_NAME = 12  # letters from which a name of several words may have two edits
TWO_EDITS_FROM = 6  # letters of a name of one word
SHORTEST_CARRIED_OVER = 5  # letters of a word in another script that may have one edit
CARELESS_FROM = 8  # letters from which two edits need no preposition
LONG_TEXT = 25  # words beyond which only words with some evidence are guessed at
MOST_TIED = 2  # names equally near that are asked about without a preposition


@dataclass(frozen=True)
class MisspeltWords:
    """Names of so many words, of which one is right or which are all that is said."""

    lexicon: Lexicon
    words: int

    def starts(self, sentence: Sentence) -> list[int]:
        parts = self.lexicon.swedish.parts
        starts = {
            max(0, n - offset)
            for n, word in enumerate(sentence.folded)
            if len(word) >= SHORTEST and word in parts
            for offset in range(self.words)
        }
        if sentence.says_only(0, self.words):
            starts.add(0)
        return [n for n in sorted(starts) if sentence.runs_on(n, self.words)]

    def read(self, sentence: Sentence, start: int) -> Mention | None:
        end = start + self.words
        tokens = sentence.tokens[start:end]
        names = self.lexicon.swedish
        ordinary = [t for t in tokens if self.lexicon.is_common(t) and t.folded not in names.parts]
        if len(ordinary) > (1 if sentence.says_only(start, end) else 0):
            return None
        if self.lexicon.vocabulary.is_errand(joined(tokens)[0]):
            return None
        letters = "".join(token.plain for token in tokens)
        if len(letters) > names.longest + MAX_EDITS:
            return None
        careful = len(letters) < LONG_NAME and not sentence.says_only(start, end)
        edits = 1 if careful else MAX_EDITS
        found = [
            pair
            for pair in names.like(joined(tokens)[0], letters, edits)
            if pair[1].spaced and pair[1].primary and pair[0] <= edits
        ]
        if not found:
            return None
        hits = nearest_hits(found, len(letters))
        return Mention(start, end, sentence.evidence(start, end), hits, fuzzy=True)


@dataclass(frozen=True)
class MisspeltWord:
    """Names of one word. Ordinary words, and misspellings of them, are not places."""

    lexicon: Lexicon
    words: int = 1

    def starts(self, sentence: Sentence) -> list[int]:
        longest = self.lexicon.swedish.longest + MAX_EDITS
        return [
            n
            for n, token in enumerate(sentence.tokens)
            if SHORTEST - 1 <= len(token.plain) <= longest
            and not self.lexicon.is_common(token, alone=sentence.says_only(n, n + 1))
        ]

    def read(self, sentence: Sentence, start: int) -> Mention | None:
        token, end = sentence.tokens[start], start + 1
        evidence = sentence.evidence(start, end)
        if evidence < Evidence.WEAK and len(sentence.tokens) > LONG_TEXT:
            return None
        if sentence.is_foreign and evidence < Evidence.CAPITAL:
            return None  # ordinary words of other languages are not known
        led = evidence >= Evidence.PREPOSITION
        if not led and self.lexicon.vocabulary.is_rare(token.lower):
            return None
        edits = _allowed_edits(token, evidence)
        if self.lexicon.is_common(token):
            edits = min(edits, 1)  # an ordinary word that is all that is said
        found = self._like(token, alone=len(sentence.tokens) == 1)
        nearest = found[0][0] if found and found[0][0] <= edits else None
        abroad = self.lexicon.foreign.like(token.plain, edits if nearest is None else nearest)
        if abroad and (nearest is None or abroad[0] < nearest):
            sure = led and abroad[0] == 1 and len(token.plain) > SHORTEST
            display = abroad[1].display
            return Mention(start, end, evidence, abroad=display, fuzzy=True, sure=sure)
        if nearest is None:
            return self._sounding(start, token, evidence)
        hits = nearest_hits(found, len(token.plain))
        clear = nearest == 1 or sentence.says_little()
        alone = abroad is None and len(hits) <= MOST_TIED and clear
        sure = (led or alone) and self._no_ordinary_word(token, nearest, led)
        return Mention(start, end, evidence, hits, fuzzy=True, sure=sure)

    def _like(self, token: Token, alone: bool) -> list[tuple[int, Name]]:
        """Names a few edits away, nearest first; more edits need longer names."""
        shortest = {0: SHORTEST - alone, 1: SHORTEST - alone, 2: TWO_EDITS_FROM}
        return [
            (edits, name)
            for edits, name in self.lexicon.swedish.like(token.lower, token.plain, MAX_EDITS)
            if edits <= MAX_EDITS and len(name.plain) >= shortest[edits]
        ]

    def _no_ordinary_word(self, token: Token, edits: int, led: bool) -> bool:
        """Whether no ordinary word is nearer than a place (after "i …": as near)."""
        if led and edits == 1:
            return True
        ordinary = self.lexicon.vocabulary.distance(token.lower, token.plain, edits)
        return ordinary is None or (led and ordinary == edits)

    def _sounding(self, start: int, token: Token, evidence: Evidence) -> Mention | None:
        """Names written by ear in a script that leaves vowels out: رينكبي."""
        if token.lower[0] < LATIN_ENDS or evidence < Evidence.PREPOSITION:
            return None
        hits = self.lexicon.with_sounding((), token.folded)
        return Mention(start, start + 1, evidence, hits, fuzzy=True) if hits else None


def _allowed_edits(token: Token, evidence: Evidence) -> int:
    """How many edits a word may be from a name; short words need more evidence.

    Words carried over into Latin letters are spelt by chance: fewer edits prove as little.
    """
    letters = len(token.plain)
    if token.lower[0] >= LATIN_ENDS:
        return 1 if letters >= SHORTEST_CARRIED_OVER else 0
    if letters < SHORTEST:
        return 1 if evidence is Evidence.CERTAIN else 0
    if letters == SHORTEST:
        return 1 if evidence >= Evidence.PREPOSITION else 0
    careful = letters < CARELESS_FROM and evidence < Evidence.PREPOSITION
    return 1 if careful or letters < TWO_EDITS_FROM - 1 else MAX_EDITS
