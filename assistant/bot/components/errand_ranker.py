"""Pipeline component: the errands a message may be about, as `errands: [{errand, confidence}]`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.bot.components.mention_finder import ERRAND_TEXT
from assistant.bot.importer import EMBEDDED
from assistant.bot.linear_classifier import LinearClassifier
from assistant.bot.sentence_encoder import sentence_vector, sentence_vectors

ERRANDS = "errands"  # message property
ERRAND = "errand"  # key in the metadata of an example's intent
RANKING_LENGTH = 8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ErrandRanker(GraphComponent):
    """Trained on the examples that name their errand, and on the names of errands."""

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
        """`sure`: from this probability on n-grams suffice.

        `intents`: those that may hold an errand; for others n-grams alone rank.
        """
        return {"sure": 0.8, "intents": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ErrandRanker:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ErrandRanker:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearClassifier.load(Path(folder)))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.nlu_examples if errand_of(m)]
        questions = [m for m in examples if m.get(EMBEDDED)]
        self._classifier = LinearClassifier.fit(
            [m.get(ERRAND_TEXT) for m in examples],
            [errand_of(m) for m in examples],
            vectors=sentence_vectors([m.get(ERRAND_TEXT) for m in questions]),
            vector_labels=[errand_of(m) for m in questions],
        )
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(Path(folder))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(ERRANDS, self._rank(message), add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if self._classifier is None or not any(c.isalnum() for c in message.get(TEXT)):
            return []
        text = message.get(ERRAND_TEXT)
        about_errand = (message.get(INTENT) or {}).get("name") in self._config["intents"]
        scores = self._classifier.score(
            text,
            (lambda: sentence_vector(text)) if about_errand else None,
            sure=self._config["sure"],
        )
        return [
            {ERRAND: errand, "confidence": round(confidence, 4)}
            for errand, confidence in self._classifier.rank(scores)[:RANKING_LENGTH]
        ]


def errand_of(message: Message) -> str:
    """The errand that a training example is about; empty where it is about none."""
    intent_metadata = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return str(intent_metadata.get(ERRAND, ""))
