"""Pipeline component: the intent of a message, or `nlu_fallback` where no intent is likely."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.bot.components.mention_finder import ERRAND_TEXT, INTENT_TEXT, MENTIONS
from assistant.bot.importer import EMBEDDED
from assistant.bot.linear_classifier import LinearClassifier, Scores
from assistant.bot.sentence_encoder import sentence_vector, sentence_vectors

RANKING_LENGTH = 5
OUT_OF_SCOPE = "out_of_scope"
ASK_ERRAND = "ask_errand"
INFORM_PLACE = "inform_place"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent):
    """Character n-grams first; the sentence embedding where they are not sure."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        classifier: LinearClassifier | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._classifier = classifier

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen on data; see docs/benchmarks.md.

        `sure`: from this probability on n-grams suffice. `threshold`: below it, fallback.
        `errand_doubt`: added to the log-odds of `out_of_scope` where an errand is the likeliest,
        because a wrong answer costs more than a question back.
        """
        return {"sure": 0.99, "threshold": 0.3, "errand_doubt": 0.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearClassifier.load(Path(folder)))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        questions = [m for m in examples if m.get(EMBEDDED)]
        self._classifier = LinearClassifier.fit(
            [m.get(INTENT_TEXT) for m in examples],
            [m.get(INTENT) for m in examples],
            vectors=sentence_vectors([m.get(ERRAND_TEXT) for m in questions]),
            vector_labels=[m.get(INTENT) for m in questions],
            balanced=True,
        )
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:RANKING_LENGTH], add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        """Intents with confidences, the fallback first where none reaches the threshold."""
        fallback = _intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0)
        mentions = message.get(MENTIONS)
        if mentions["only_places"]:
            return [_intent(INFORM_PLACE, 1.0)]
        readable = _mostly_letters(message.get(INTENT_TEXT)) or mentions["ordinal"]
        if self._classifier is None or not readable:
            return [fallback]
        text = message.get(ERRAND_TEXT)
        scores = self._classifier.score(
            message.get(INTENT_TEXT), lambda: sentence_vector(text), sure=self._config["sure"]
        )
        self._weigh_scope(scores)
        ranking = [_intent(name, p) for name, p in self._classifier.rank(scores)]
        if ranking[0][PREDICTED_CONFIDENCE_KEY] < self._config["threshold"]:
            return [fallback, *ranking]
        return ranking

    def _weigh_scope(self, scores: Scores) -> None:
        """Doubt moves an errand out of scope."""
        if self._classifier is None:
            return
        labels = self._classifier.labels
        if labels[int(scores.logits.argmax())] == ASK_ERRAND:
            scores.logits[labels.index(OUT_OF_SCOPE)] += self._config["errand_doubt"]


def _mostly_letters(text: str) -> bool:
    """Rows of digits, emoji or code are no question."""
    shown = [character for character in text if not character.isspace()]
    return sum(character.isalpha() for character in shown) * 2 >= max(len(shown), 1)


def _intent(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: round(confidence, 4)}
