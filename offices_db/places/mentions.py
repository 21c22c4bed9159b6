"""Finds the places that a sentence mentions, each with how it was recognised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from offices_db.places.abroad import ForeignNames
from offices_db.places.cues import Evidence, Sentence
from offices_db.places.index import MAX_EDITS, SHORTEST, Name, NameIndex
from offices_db.places.normalise import LATIN_ENDS, Token, joined
from offices_db.places.vocabulary import Vocabulary

Reason = Literal["exact", "folded", "alias", "inflected", "fuzzy", "postcode"]
SCORES: dict[Reason, float] = {
    "exact": 1.0,
    "postcode": 1.0,
    "folded": 0.97,
    "alias": 0.95,
    "inflected": 0.93,
}
SOUNDING_SCORE = 0.75
MAX_WORDS = 4  # of a place name
SPLIT_LETTERS = 7  # "norr köping" is read as one name only from this length on
TWO_EDITS_FROM = 6  # letters of the name
CARELESS_FROM = 8  # letters from which two edits need no evidence


@dataclass(frozen=True)
class Hit:
    """A target of the index that a mention may mean."""

    target: int
    reason: Reason
    score: float


@dataclass(frozen=True)
class Mention:
    """Consecutive words that name a place; tokens[start:end] of the sentence."""

    start: int
    end: int
    evidence: Evidence
    hits: tuple[Hit, ...] = ()
    abroad: str | None = None  # the Swedish name of the place abroad that it names instead
    fuzzy: bool = False
    sure: bool = True  # False: only worth a "did you mean"


class MentionFinder:
    """Reads mentions with an index of Swedish names and one of names abroad."""

    def __init__(
        self,
        swedish: NameIndex,
        foreign: ForeignNames,
        vocabulary: Vocabulary,
        lies_in: Callable[[int, int], bool],
    ) -> None:
        self._swedish = swedish
        self._foreign = foreign
        self._vocabulary = vocabulary
        self._lies_in = lies_in
        self._longest = max(swedish.longest, foreign.longest)

    def find(self, sentence: Sentence) -> list[Mention]:
        """Mentions in order, not overlapping: written names before misspelt ones."""
        mentions: list[Mention] = []
        doubtful: list[Mention] = []
        taken: set[int] = set()
        steps = [
            *((self._written, words) for words in range(MAX_WORDS, 0, -1)),
            (self._misspelt_words, 3),
            (self._misspelt_words, 2),
            (self._inflected, 1),
            (self._misspelt, 1),
        ]
        for step, words in steps:
            for start in _windows(sentence, words, taken):
                mention = step(sentence, start, start + words)
                if mention is None:
                    continue
                if mention.fuzzy or self._meant(sentence, mention):
                    mentions.append(mention)
                    taken.update(range(start, start + words))
                else:
                    doubtful.append(mention)
        mentions += [
            mention
            for mention in doubtful
            if taken.isdisjoint(range(mention.start, mention.end))
            and any(self._supported(sentence, mention, other) for other in mentions)
        ]
        return sorted(mentions, key=lambda mention: mention.start)

    def _written(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        tokens = sentence.tokens[start:end]
        exact, folded = joined(tokens)
        if len(folded) > self._longest:
            return None
        names = _fitting(self._swedish.named(folded), tokens, exact)
        abroad = self._foreign.named(folded, exact) if len(exact) > 1 else None
        if not names and not abroad:
            return None
        evidence = sentence.evidence(start, end)
        official = any(name.primary and name.exact == exact for name in names)
        if abroad and (abroad.huge or not official):
            return Mention(start, end, evidence, abroad=abroad.display)
        hits = _hits(names, exact)
        if exact[0] >= LATIN_ENDS:
            hits = self._with_sounding(hits, folded)
        return Mention(start, end, evidence, hits)

    def _inflected(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """Swedish and English genitive: "Växjös", "Malmö's"."""
        tokens = sentence.tokens[start:end]
        exact, folded = joined(tokens)
        if len(folded) < SHORTEST or not exact.endswith("s"):
            return None
        if self._vocabulary.is_common(exact) and not self._vocabulary.is_name(exact[:-1]):
            return None
        names = _fitting(self._swedish.named(folded[:-1]), tokens, exact[:-1])
        if not names:
            return None
        hits = tuple(
            Hit(target, "inflected", SCORES["inflected"])
            for name in names
            for target in name.targets
        )
        return Mention(start, end, sentence.evidence(start, end), hits)

    def _meant(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a word that may be an ordinary one is meant as a place here."""
        if mention.end - mention.start > 1:
            return True
        word = sentence.tokens[mention.start].lower
        if mention.hits and mention.hits[0].reason == "inflected":
            word = word[:-1]
        if self._vocabulary.is_common(word):
            return mention.evidence >= self._vocabulary.needed_evidence(word)
        return len(word) > 2 or mention.evidence >= Evidence.CAPITAL

    def _supported(self, sentence: Sentence, mention: Mention, other: Mention) -> bool:
        """Whether an ordinary word is a place because of a place next to it."""
        if mention.start < other.start and sentence.placed_in(mention.end, other.start):
            pairs = ((hit.target, around.target) for hit in mention.hits for around in other.hits)
            if any(self._lies_in(inner, outer) for inner, outer in pairs):
                return True
        first, last = sorted((mention, other), key=lambda mention: mention.start)
        word = sentence.tokens[mention.start].lower
        likely = self._vocabulary.needed_evidence(word) < Evidence.CERTAIN
        return likely and sentence.listed_with(first.end, last.start)

    def _misspelt_words(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """Names of several words, of which one is right or which are all that is said."""
        tokens = sentence.tokens[start:end]
        if all(self._vocabulary.is_common(token.lower) for token in tokens):
            return None
        evidence = sentence.evidence(start, end)
        right = any(token.folded in self._swedish.parts for token in tokens)
        if not right and evidence < Evidence.CERTAIN:
            return None
        _, folded = joined(tokens)
        if len(folded) > self._swedish.longest + MAX_EDITS:
            return None
        found = [pair for pair in self._swedish.like(folded, MAX_EDITS) if pair[1].spaced]
        if not found:
            return None
        return Mention(start, end, evidence, _nearest(found, folded), fuzzy=True)

    def _misspelt(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        token = sentence.tokens[start]
        exact, folded = token.lower, token.folded
        if not SHORTEST <= len(folded) <= self._swedish.longest + MAX_EDITS:
            return None
        if self._vocabulary.is_common(exact):
            return None
        evidence = sentence.evidence(start, end)
        edits = _allowed_edits(folded, evidence)
        found = [
            (distance, name)
            for distance, name in self._swedish.like(folded, edits)
            if distance < 2 or len(name.folded) >= TWO_EDITS_FROM
        ]
        nearest = found[0][0] if found else edits
        abroad = self._foreign.like(folded, nearest)
        if abroad and (not found or abroad[0] < nearest):
            return Mention(start, end, evidence, abroad=abroad[1].display, fuzzy=True)
        if not found:
            return self._sounding(start, end, token, evidence)
        ordinary = self._vocabulary.distance(exact, folded, nearest)
        sure = abroad is None and (
            ordinary is None
            or (ordinary == nearest and evidence >= Evidence.PREPOSITION and len(folded) > SHORTEST)
        )
        return Mention(start, end, evidence, _nearest(found, folded), fuzzy=True, sure=sure)

    def _sounding(
        self, start: int, end: int, token: Token, evidence: Evidence
    ) -> Mention | None:
        """Names written by ear in a script that leaves vowels out: رينكبي."""
        if token.lower[0] < LATIN_ENDS or evidence < Evidence.PREPOSITION:
            return None
        hits = self._with_sounding((), token.folded)
        return Mention(start, end, evidence, hits, fuzzy=True) if hits else None

    def _with_sounding(self, hits: tuple[Hit, ...], folded: str) -> tuple[Hit, ...]:
        known = {hit.target for hit in hits}
        score = hits[0].score if hits else SOUNDING_SCORE
        heard = sorted(self._swedish.sounding(folded) - known)
        return hits + tuple(Hit(target, "fuzzy", score) for target in heard)


def _windows(sentence: Sentence, words: int, taken: set[int]) -> list[int]:
    """Starts of windows of so many joinable words that nothing has been read from yet."""
    return [
        start
        for start in range(len(sentence.tokens) - words + 1)
        if taken.isdisjoint(range(start, start + words))
        and all(sentence.joinable[start : start + words - 1])
    ]


def _fitting(names: Sequence[Name], tokens: Sequence[Token], exact: str) -> list[Name]:
    """Names that so many words may stand for; an exact spelling rules out the others."""
    fitting = [
        name
        for name in names
        if len(tokens) == 1
        or name.spaced
        or (len(tokens) == 2 and len(exact) >= SPLIT_LETTERS and name.primary)
    ]
    return [name for name in fitting if name.exact == exact] or fitting


def _hits(names: Sequence[Name], exact: str) -> tuple[Hit, ...]:
    """What names mean; a thing's own name goes before another name for it."""
    hits: dict[int, Hit] = {}
    for name in sorted(names, key=lambda name: not name.primary):
        reason: Reason = "folded" if name.primary else "alias"
        if name.primary and name.exact == exact:
            reason = "exact"
        for target in name.targets:
            hits.setdefault(target, Hit(target, reason, SCORES[reason]))
    return tuple(hits.values())


def _nearest(found: Sequence[tuple[int, Name]], folded: str) -> tuple[Hit, ...]:
    """The names with the fewest edits."""
    fewest = found[0][0]
    score = round(0.92 * (1 - fewest / (len(folded) + 1)), 3)
    targets = dict.fromkeys(
        target for distance, name in found if distance == fewest for target in name.targets
    )
    return tuple(Hit(target, "fuzzy", score) for target in targets)


def _allowed_edits(folded: str, evidence: Evidence) -> int:
    letters = len(folded)
    if letters < TWO_EDITS_FROM - 1:
        return 1 if letters > SHORTEST or evidence >= Evidence.PREPOSITION else 0
    if letters < CARELESS_FROM and evidence < Evidence.PREPOSITION:
        return 1
    return MAX_EDITS
