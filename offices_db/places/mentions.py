"""Finds the places that a sentence mentions, each with how it was recognised."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from offices_db.places.abroad import ForeignName, ForeignNames
from offices_db.places.cues import Evidence, Sentence
from offices_db.places.index import MAX_EDITS, SHORTEST, Name, NameIndex
from offices_db.places.normalise import LATIN_ENDS, Token, join_folded, joined, skeleton
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
LONG_NAME = 12  # letters from which a name of several words may have two edits
SPLIT_LETTERS = 7  # "norr köping" is read as one name only from this length on
TWO_EDITS_FROM = 6  # letters of the name
SHORTEST_INFLECTED = 5  # letters of a name that is looked for with a foreign ending
LONG_TEXT = 25  # words beyond which only words with some evidence are guessed at
MOST_TIED = 2  # names equally near that are asked about without further evidence
CARELESS_FROM = 8  # letters from which two edits need no evidence


Step = Callable[[Sentence, int, int], "Mention | None"]


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
        endings: Collection[str],
        lies_in: Callable[[int, int], bool],
    ) -> None:
        self._swedish = swedish
        self._foreign = foreign
        self._vocabulary = vocabulary
        self._endings = endings
        self._lies_in = lies_in
        self._first_words = swedish.first_words | foreign.first_words

    def find(self, sentence: Sentence) -> list[Mention]:
        """Mentions in order, not overlapping: written names before misspelt ones."""
        mentions: list[Mention] = []
        doubtful: list[Mention] = []
        taken: set[int] = set()
        steps: list[tuple[Step, Callable[[Sentence, int], list[int]], int]] = [
            (self._written, self._several_words, 4),
            (self._written, self._several_words, 3),
            (self._written, self._two_words, 2),
            (self._misspelt_words, self._several_words_nearly, 3),
            (self._misspelt_words, self._several_words_nearly, 2),
            (self._written, self._one_word, 1),
            (self._inflected, self._one_inflected, 1),
            (self._misspelt, self._one_uncommon_word, 1),
        ]
        for step, windows, words in steps:
            for start in windows(sentence, words):
                if any(position in taken for position in range(start, start + words)):
                    continue
                mention = step(sentence, start, start + words)
                if mention is None:
                    continue
                if mention.evidence is Evidence.AGAINST:
                    taken.update(range(start, start + words))
                elif mention.fuzzy or self._meant(sentence, mention):
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

    def _one_word(self, sentence: Sentence, words: int) -> list[int]:
        return [n for n, word in enumerate(sentence.folded) if self._known(word)]

    def _one_inflected(self, sentence: Sentence, words: int) -> list[int]:
        return [
            n
            for n, token in enumerate(sentence.tokens)
            if (token.lower[-1] == "s" and token.folded[:-1] in self._swedish)
            or (len(token.folded) > SHORTEST_INFLECTED and self._ending(token))
        ]

    def _ending(self, token: Token) -> str:
        """What follows a name that a word begins with: the genitive s, or a foreign case."""
        if token.lower[-1] == "s" and token.folded[:-1] in self._swedish:
            return "s"
        if self._vocabulary.is_common(token.lower):
            return ""
        folded = token.folded
        return next(
            (
                folded[end:]
                for end in range(len(folded) - 1, SHORTEST_INFLECTED - 1, -1)
                if folded[:end] in self._swedish
                and token.lower[end - len(folded) :] in self._endings
            ),
            "",
        )

    def _one_uncommon_word(self, sentence: Sentence, words: int) -> list[int]:
        longest = self._swedish.longest + MAX_EDITS
        return [
            n
            for n, token in enumerate(sentence.tokens)
            if SHORTEST - 1 <= len(token.folded) <= longest
            and not self._vocabulary.is_common(token.lower, alone=sentence.says_only(n, n + 1))
        ]

    def _two_words(self, sentence: Sentence, words: int) -> list[int]:
        """Where two words together are a name, whether they should be one or two."""
        folded = sentence.folded
        return [
            n
            for n, joins in enumerate(sentence.joinable)
            if joins and self._known(join_folded(folded[n : n + 2]))
        ]

    def _several_words(self, sentence: Sentence, words: int) -> list[int]:
        """Where words together are a name of several."""
        folded = sentence.folded
        return [
            n
            for n, word in enumerate(folded)
            if word in self._first_words
            and sentence.runs_on(n, words)
            and self._known(join_folded(folded[n : n + words]))
        ]

    def _several_words_nearly(self, sentence: Sentence, words: int) -> list[int]:
        """Where one of several words is right, or where nothing else is said."""
        starts = {
            max(0, n - offset)
            for n, token in enumerate(sentence.tokens)
            if len(token.folded) >= SHORTEST and token.folded in self._swedish.parts
            for offset in range(words)
        }
        if sentence.says_only(0, words):
            starts.add(0)
        return [n for n in sorted(starts) if sentence.runs_on(n, words)]

    def _known(self, folded: str) -> bool:
        return folded in self._swedish or folded in self._foreign

    def _written(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        tokens = sentence.tokens[start:end]
        exact, folded = joined(tokens)
        names = _fitting(self._swedish.named(folded), tokens, exact)
        abroad = self._foreign.named(folded, exact, len(tokens)) if len(exact) > 1 else None
        evidence = sentence.evidence(start, end)
        if abroad and not self._meant_abroad(abroad, tokens, evidence):
            abroad = None
        if not names and not abroad:
            return None
        official = any(name.primary and name.exact == exact for name in names)
        if abroad and (abroad.huge or not official):
            return Mention(start, end, evidence, abroad=abroad.display)
        hits = _hits(names, exact)
        if exact[0] >= LATIN_ENDS:
            hits = self._with_sounding(hits, folded)
        return Mention(start, end, evidence, hits)

    def _meant_abroad(
        self, abroad: ForeignName, tokens: Sequence[Token], evidence: Evidence
    ) -> bool:
        """Whether ordinary words that are also the name of a place abroad mean that place."""
        if all(self._vocabulary.is_common(token.lower) for token in tokens):
            capital = any(token.capital for token in tokens)
            return capital or (abroad.prominent and evidence >= Evidence.CAPITAL)
        return True

    def _inflected(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """Genitive and case endings: "Växjös", "Malmö's", "Göteborgissa"."""
        token = sentence.tokens[start]
        ending = self._ending(token)
        exact = token.lower[: -len(ending)]
        if self._vocabulary.is_common(token.lower) and not self._vocabulary.is_name(exact):
            return None
        names = _fitting(self._swedish.named(token.folded[: -len(ending)]), (token,), exact)
        hits = tuple(
            Hit(target, "inflected", SCORES["inflected"])
            for name in names
            for target in name.targets
        )
        return Mention(start, end, sentence.evidence(start, end), hits) if hits else None

    def _meant(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a word that may be an ordinary one is meant as a place here."""
        if mention.end - mention.start > 1:
            return True
        word = sentence.tokens[mention.start].lower
        if mention.hits and mention.hits[0].reason == "inflected":
            word = word[: -len(self._ending(sentence.tokens[mention.start]))]
        if self._vocabulary.is_common(word):
            return mention.evidence >= self._vocabulary.needed_evidence(word)
        return len(word) > 2 or mention.evidence >= Evidence.CAPITAL

    def _supported(self, sentence: Sentence, mention: Mention, other: Mention) -> bool:
        """Whether an ordinary word is a place because of a place next to it."""
        if not -1 <= max(mention.start, other.start) - min(mention.end, other.end) <= 1:
            return False
        if mention.start < other.start and sentence.placed_in(mention.end, other.start):
            pairs = ((hit.target, around.target) for hit in mention.hits for around in other.hits)
            if any(self._lies_in(inner, outer) for inner, outer in pairs):
                return True
        first, last = sorted((mention, other), key=lambda mention: mention.start)
        token = sentence.tokens[mention.start]
        likely = token.capital or not self._vocabulary.is_usual(token.lower)
        return likely and sentence.listed_with(first.end, last.start)

    def _misspelt_words(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        """Names of several words, of which one is right or which are all that is said."""
        tokens = sentence.tokens[start:end]
        if any(
            self._vocabulary.is_common(token.lower) and token.folded not in self._swedish.parts
            for token in tokens
        ):
            return None
        letters = "".join(token.plain for token in tokens)
        if len(letters) > self._swedish.longest + MAX_EDITS:
            return None
        certain = sentence.says_only(start, end)
        edits = MAX_EDITS if certain or len(letters) >= LONG_NAME else 1
        exact, _ = joined(tokens)
        found = [
            (distance, name)
            for distance, name in self._swedish.like(exact, letters, edits)
            if name.spaced and name.primary
        ]
        if not found or found[0][0] > edits:
            return None
        evidence = sentence.evidence(start, end)
        return Mention(start, end, evidence, _nearest(found, letters), fuzzy=True)

    def _misspelt(self, sentence: Sentence, start: int, end: int) -> Mention | None:
        token = sentence.tokens[start]
        evidence = sentence.evidence(start, end)
        if evidence < Evidence.WEAK and len(sentence.tokens) > LONG_TEXT:
            return None
        if evidence < Evidence.PREPOSITION and self._vocabulary.is_rare(token.lower):
            return None
        edits = _allowed_edits(token.plain, evidence)
        found = [
            (distance, name)
            for distance, name in self._swedish.like(token.lower, token.plain, MAX_EDITS)
            if len(name.plain) >= _letters_needed(distance, len(sentence.tokens) == 1)
        ]
        nearest = found[0][0] if found else MAX_EDITS
        if nearest > edits:
            found = []
        abroad = self._foreign.like(token.plain, min(nearest, edits))
        led = evidence >= Evidence.PREPOSITION
        if abroad and (not found or abroad[0] < nearest):
            sure = (
                led
                and abroad[0] == 1
                and len(token.plain) > SHORTEST
                and self._sure(token, 1, evidence)
            )
            return Mention(start, end, evidence, abroad=abroad[1].display, fuzzy=True, sure=sure)
        if not found:
            return self._sounding(start, end, token, evidence)
        hits = _nearest(found, token.plain)
        clear = abroad is None and len(hits) <= MOST_TIED
        clear = clear and (nearest == 1 or sentence.says_little())
        sure = (led or clear) and self._sure(token, nearest, evidence)
        return Mention(start, end, evidence, hits, fuzzy=True, sure=sure)

    def _sure(self, token: Token, edits: int, evidence: Evidence) -> bool:
        """Whether to act on a misspelling, which may be one of an ordinary word."""
        led = evidence >= Evidence.PREPOSITION
        if led and edits == 1:
            return True
        ordinary = self._vocabulary.distance(token.lower, token.plain, edits)
        return ordinary is None or (led and ordinary == edits)

    def _sounding(self, start: int, end: int, token: Token, evidence: Evidence) -> Mention | None:
        """Names written by ear in a script that leaves vowels out: رينكبي."""
        if token.lower[0] < LATIN_ENDS or evidence < Evidence.PREPOSITION:
            return None
        hits = self._with_sounding((), token.folded)
        return Mention(start, end, evidence, hits, fuzzy=True) if hits else None

    def _with_sounding(self, hits: tuple[Hit, ...], folded: str) -> tuple[Hit, ...]:
        """Add places with the same consonants; few consonants prove little."""
        consonants = skeleton(folded)
        if len(consonants) < (4 if hits else 3):
            return hits
        known = {hit.target for hit in hits}
        score = hits[0].score if hits else SOUNDING_SCORE
        heard = sorted(self._swedish.sounding(consonants) - known)
        return hits + tuple(Hit(target, "fuzzy", score) for target in heard)


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
        and (name.exact[0] < LATIN_ENDS or exact[0] >= LATIN_ENDS)
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


def _letters_needed(edits: int, alone: bool) -> int:
    """How long a name must be to be recognised with so many edits."""
    return TWO_EDITS_FROM if edits > 1 else SHORTEST - alone


def _allowed_edits(plain: str, evidence: Evidence) -> int:
    """How many edits a word may be from a name; short words need more evidence."""
    letters = len(plain)
    if letters < SHORTEST:
        return 1 if evidence is Evidence.CERTAIN else 0
    if letters == SHORTEST:
        return 1 if evidence >= Evidence.PREPOSITION else 0
    if letters < TWO_EDITS_FROM - 1 or (
        letters < CARELESS_FROM and evidence < Evidence.PREPOSITION
    ):
        return 1
    return MAX_EDITS
