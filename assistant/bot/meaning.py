"""What a message means: its intent, and the errand it may be about.

Two experts on n-grams, one for intents and one for errands, answer what they are sure of. Else a
third is asked, on the sentence embedding, which costs some 20 ms. It knows intents and errands as
labels of one kind: "all errands" is no direction in the space of meanings, but each errand is.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.bot.ngram_expert import Floats, NgramExpert, ranked, softmax
from assistant.bot.sentence_expert import SentenceExpert

ASK_ERRAND = "ask_errand"
OUT_OF_SCOPE = "out_of_scope"
NAMED = 0.6  # probability from which a part of a message is looked through for an errand's name
EITHER = "|"  # "a|b" is the label of words that may mean errand a or b

Vectors = Callable[[Sequence[str]], Floats]  # texts -> shape (texts, dimensions)


@dataclass(frozen=True)
class Example:
    """A training example. `errand` is empty where it is about none."""

    language: str
    intent: str
    errand: str
    intent_text: str  # without any names
    errand_text: str  # without places and days

    @property
    def label(self) -> str:
        """What the expert on sentences calls it."""
        return self.errand or self.intent


@dataclass(frozen=True)
class Weights:
    """How the experts are put together; chosen on data, see docs/benchmarks.md.

    From the probabilities `sure_intent` and `sure_errand` on, n-grams suffice. `ngrams` is the
    weight of the intent's n-grams beside the sentence. `errand_doubt` is added to the log-odds of
    `out_of_scope` where an errand is the likeliest: a wrong answer costs more than a question back.
    Where n-grams are sure which errand, half of it is.
    """

    sure_intent: float
    sure_errand: float
    ngrams: float
    errand_doubt: float


@dataclass(frozen=True)
class Meaning:
    """Intents and errands with their probabilities, likeliest first; `asked` for an embedding."""

    intents: list[tuple[str, float]]
    errands: list[tuple[str, float]]
    asked: bool


class MeaningModel:
    """Trained by `fit`, stored by `save`, read back by `load`."""

    def __init__(
        self,
        intents: NgramExpert,
        errands: NgramExpert,
        sentences: SentenceExpert,
        intent_of: dict[str, str],
    ) -> None:
        """`intent_of`: the intent of each label of `sentences`."""
        self._intents = intents
        self._errands = errands
        self._sentences = sentences
        self._intent_of = intent_of
        self._out_of_scope = intents.labels.index(OUT_OF_SCOPE)
        column = {label: i for i, label in enumerate(sentences.labels)}
        self._errand_columns = [column[label] for label in errands.labels]
        self._intent_columns = [
            [column[label] for label in sentences.labels if intent_of[label] == intent]
            for intent in intents.labels
        ]

    @classmethod
    def fit(cls, examples: Sequence[Example], vectors: Vectors) -> MeaningModel:
        errands = [e for e in examples if e.errand]
        return cls(
            NgramExpert.fit([e.intent_text for e in examples], [e.intent for e in examples]),
            NgramExpert.fit([e.errand_text for e in errands], [e.errand for e in errands]),
            SentenceExpert.fit(
                vectors([e.errand_text for e in examples]),
                [e.label for e in examples],
                [e.language for e in examples],
            ),
            {e.label: e.intent for e in examples},
        )

    def read(
        self,
        intent_text: str,
        errand_text: str,
        language: str | None,
        vector: Callable[[], Floats],
        weights: Weights,
    ) -> Meaning:
        """The meaning of one message; `vector` is called only where n-grams are not sure."""
        intents = self._intents.logits(intent_text)
        errands = self._errands.logits(errand_text)
        named = float(softmax(errands).max())  # how surely the words name one errand
        asked = not self._sure(intents, errands, weights)
        if asked:
            sentence = self._sentences.log_probabilities(vector(), language)
            intents = weights.ngrams * intents + self._by_intent(sentence)
            errands = errands + sentence[self._errand_columns]
        if self._intents.labels[int(intents.argmax())] == ASK_ERRAND:
            intents[self._out_of_scope] += weights.errand_doubt * (1 - named / 2)
        return Meaning(
            ranked(self._intents.labels, softmax(intents)),
            _shared_out(ranked(self._errands.labels, softmax(errands))),
            asked,
        )

    def errand_named(self, text: str) -> str | None:
        """The errand that a part of a message may name, as far as n-grams tell."""
        errands = self._errands.logits(text)
        errand = self._errands.labels[int(errands.argmax())]
        if softmax(errands).max() < NAMED or EITHER in errand:
            return None
        likeliest = self._intents.labels[int(self._intents.logits(text).argmax())]
        return errand if likeliest == ASK_ERRAND else None

    def save(self, folder: Path) -> None:
        self._intents.save(folder, "intents")
        self._errands.save(folder, "errands")
        self._sentences.save(folder, "sentences")
        (folder / "intent_of.json").write_text(json.dumps(self._intent_of), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> MeaningModel:
        """Read what `save` wrote."""
        return cls(
            NgramExpert.load(folder, "intents"),
            NgramExpert.load(folder, "errands"),
            SentenceExpert.load(folder, "sentences"),
            json.loads((folder / "intent_of.json").read_text("utf-8")),
        )

    def _sure(self, intents: Floats, errands: Floats, weights: Weights) -> bool:
        likeliest = self._intents.labels[int(intents.argmax())]
        return softmax(intents).max() >= weights.sure_intent and (
            likeliest != ASK_ERRAND or softmax(errands).max() >= weights.sure_errand
        )

    def _by_intent(self, sentence: Floats) -> Floats:
        """Log-probabilities of intents: an errand's is part of `ask_errand`."""
        return np.array(
            [np.logaddexp.reduce(sentence[columns]) for columns in self._intent_columns],
            np.float32,
        )


def _shared_out(ranking: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Errands by probability; those that vague words may mean have equal shares in it."""
    shares: defaultdict[str, float] = defaultdict(float)
    for label, probability in ranking:
        errands = label.split(EITHER)
        for errand in errands:
            shares[errand] += probability / len(errands)
    return sorted(shares.items(), key=lambda share: -share[1])
