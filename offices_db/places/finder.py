"""Finds the mentions of a sentence: one reader after the other, the surest first."""

from __future__ import annotations

from collections.abc import Callable

from offices_db.places.cues import Evidence, Sentence
from offices_db.places.lexicon import Lexicon
from offices_db.places.mentions import Mention, Reader
from offices_db.places.misspelt import MisspeltWord, MisspeltWords
from offices_db.places.written import InflectedWord, PrefixedWord, WrittenWords


class MentionFinder:
    """Reads mentions; `lies_in` tells whether one target lies in another."""

    def __init__(self, lexicon: Lexicon, lies_in: Callable[[int, int], bool]) -> None:
        self._vocabulary = lexicon.vocabulary
        self._lies_in = lies_in
        self._readers: tuple[Reader, ...] = (
            WrittenWords(lexicon, 4),
            WrittenWords(lexicon, 3),
            WrittenWords(lexicon, 2),
            MisspeltWords(lexicon, 3),
            MisspeltWords(lexicon, 2),
            WrittenWords(lexicon, 1),
            InflectedWord(lexicon),
            PrefixedWord(lexicon),
            MisspeltWord(lexicon),
        )

    def find(self, sentence: Sentence) -> list[Mention]:
        """Mentions in order, not overlapping."""
        mentions: list[Mention] = []
        ordinary: list[Mention] = []  # words that are places only beside another place
        taken: set[int] = set()
        for reader in self._readers:
            for start in reader.starts(sentence):
                if not taken.isdisjoint(range(start, start + reader.words)):
                    continue
                mention = reader.read(sentence, start)
                if mention is None:
                    continue
                if mention.evidence is not Evidence.AGAINST and not self._meant(mention):
                    ordinary.append(mention)
                    continue
                taken.update(range(start, start + reader.words))
                if mention.evidence is not Evidence.AGAINST:
                    mentions.append(mention)
        mentions += [
            mention
            for mention in ordinary
            if mention.start not in taken and self._supported(sentence, mention, mentions, ordinary)
        ]
        return sorted(mentions, key=lambda mention: mention.start)

    def _meant(self, mention: Mention) -> bool:
        """Whether a word that may be an ordinary one is meant as a place."""
        if not mention.word:
            return True
        if self._vocabulary.is_errand(mention.word):
            return False
        if self._vocabulary.is_common(mention.word):
            return mention.evidence >= self._vocabulary.needed_evidence(mention.word)
        return len(mention.word) > 2 or mention.evidence >= Evidence.CAPITAL

    def _supported(
        self,
        sentence: Sentence,
        mention: Mention,
        mentions: list[Mention],
        ordinary: list[Mention],
    ) -> bool:
        """Whether the places beside an ordinary word show that it is a place."""
        if any(self._lies_in_next(sentence, mention, other) for other in mentions + ordinary):
            return True
        return any(self._listed_with(sentence, mention, other) for other in mentions)

    def _lies_in_next(self, sentence: Sentence, mention: Mention, other: Mention) -> bool:
        """Whether a word is said to be in the place after it, and is: "Lund, Skåne"."""
        return (
            mention.end <= other.start <= mention.end + 1
            and sentence.placed_in(mention.end, other.start)
            and any(
                self._lies_in(inner.target, outer.target)
                for inner in mention.hits
                for outer in other.hits
            )
        )

    def _listed_with(self, sentence: Sentence, mention: Mention, other: Mention) -> bool:
        """Whether a word stands next to a place in a list: "Vara, Mora och Växjö"."""
        first, last = sorted((mention, other), key=lambda mention: mention.start)
        if not 0 <= last.start - first.end <= 1:
            return False
        token = sentence.tokens[mention.start]
        likely = token.capital or not self._vocabulary.is_usual(token.lower)
        return likely and sentence.listed_with(first.end, last.start)
