"""Pipeline component: the language of a message, as `language: {code, confidence}`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.bot.components.name_finder import NAMES
from assistant.bot.importer import LANGUAGE
from assistant.bot.language import UNSUPPORTED, foreign_language
from assistant.bot.mentions import without_names
from assistant.bot.ngram_expert import NgramExpert, ranked, softmax

MODEL_NAME = "languages"
LIKELY = 0.5  # confidence


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Trained on the languages' own folders; CLD2 recognises languages that have none."""

    def __init__(
        self, storage: ModelStorage, resource: Resource, classifier: NgramExpert | None = None
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._classifier = classifier

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, NgramExpert.load(Path(folder), MODEL_NAME))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.nlu_examples if m.get(LANGUAGE)]
        classifier = NgramExpert.fit(
            [_words(m) for m in examples],
            [m.get(LANGUAGE) for m in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            classifier.save(Path(folder), MODEL_NAME)
        self._classifier = classifier
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(LANGUAGE, self._identify(message), add_to_output=True)
        return messages

    def _identify(self, message: Message) -> dict[str, Any]:
        """`code` is "other" for a language without training data, None for names only."""
        text = message.get(TEXT)
        words = _words(message)
        if self._classifier is None or not any(c.isalpha() for c in words):
            return {"code": None, "confidence": 0.0}
        if foreign_language(text, frozenset(self._classifier.labels)):
            return {"code": UNSUPPORTED, "confidence": 1.0}
        code, confidence = ranked(self._classifier.labels, softmax(self._classifier.logits(words)))[
            0
        ]
        return {"code": code, "confidence": round(confidence, 3)}


def likely_language(message: Message) -> str | None:
    """The language that a message is read in, or None where that is a guess."""
    identified = message.get(LANGUAGE)
    return identified["code"] if identified["confidence"] >= LIKELY else None


def _words(message: Message) -> str:
    return without_names(message.get(TEXT), message.get(NAMES))
