"""Pipeline component: the intent of a message, and `errands: [{errand, confidence}]`."""

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

from assistant.bot.clauses import clauses
from assistant.bot.components.language_identifier import likely_language
from assistant.bot.components.mention_finder import ERRAND_TEXT, INTENT_TEXT, MENTIONS
from assistant.bot.importer import ERRAND, LANGUAGE, errand_of
from assistant.bot.meaning import ASK_ERRAND, Example, Meaning, MeaningModel, Weights
from assistant.bot.sentence_encoder import sentence_vector, sentence_vectors

ERRANDS = "errands"  # message property
ERRANDS_NAMED = "errands_named"  # message property: errands of the parts of the message
MOST_INTENTS = 5
MOST_ERRANDS = 8
INFORM_PLACE = "inform_place"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningClassifier(GraphComponent):
    """Says `nlu_fallback` where no intent is likely."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: MeaningModel | None = None,
    ) -> None:
        config = dict(config)
        self._threshold = config.pop("threshold")
        self._weights = Weights(**config)
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`threshold`: below this probability, fallback. The others: see `meaning.Weights`."""
        return {
            "threshold": 0.3,
            "sure_intent": 0.99,
            "sure_errand": 0.9,
            "ngrams": 0.35,
            "errand_doubt": 5.5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MeaningClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, MeaningModel.load(Path(folder)))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [_example(m) for m in training_data.intent_examples if m.get(TEXT)]
        self._model = MeaningModel.fit(examples, sentence_vectors)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(Path(folder))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            meaning = self._read(message)
            intents = self._intents(message, meaning)
            message.set(INTENT, intents[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, intents[:MOST_INTENTS], add_to_output=True)
            errands = meaning.errands[:MOST_ERRANDS] if meaning else []
            message.set(ERRANDS, [_errand(*errand) for errand in errands], add_to_output=True)
            message.set(ERRANDS_NAMED, self._named(message, meaning), add_to_output=True)
        return messages

    def _read(self, message: Message) -> Meaning | None:
        """None where there is nothing to read: places alone, rows of digits, emoji or code."""
        mentions = message.get(MENTIONS)
        readable = _mostly_letters(message.get(INTENT_TEXT)) or mentions["ordinal"]
        if self._model is None or mentions["only_places"] or not readable:
            return None
        text = message.get(ERRAND_TEXT)
        return self._model.read(
            message.get(INTENT_TEXT),
            text,
            likely_language(message),
            lambda: sentence_vector(text),
            self._weights,
        )

    def _named(self, message: Message, meaning: Meaning | None) -> list[str]:
        """The errands that several parts of a message name, where the likeliest is one of them."""
        if self._model is None or meaning is None or meaning.intents[0][0] != ASK_ERRAND:
            return []
        parts = clauses(message.get(ERRAND_TEXT))
        named = [self._model.errand_named(part) for part in parts] if len(parts) > 1 else []
        found = list(dict.fromkeys(errand for errand in named if errand))
        return found if meaning.errands[0][0] in found else []

    def _intents(self, message: Message, meaning: Meaning | None) -> list[dict[str, Any]]:
        """Intents with confidences, the fallback first where none reaches the threshold."""
        if message.get(MENTIONS)["only_places"]:
            return [_intent(INFORM_PLACE, 1.0)]
        ranking = [_intent(*intent) for intent in meaning.intents] if meaning else []
        if not ranking or ranking[0][PREDICTED_CONFIDENCE_KEY] < self._threshold:
            return [_intent(DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0), *ranking]
        return ranking


def _example(message: Message) -> Example:
    return Example(
        language=message.get(LANGUAGE),
        intent=message.get(INTENT),
        errand=errand_of(message),
        intent_text=message.get(INTENT_TEXT),
        errand_text=message.get(ERRAND_TEXT),
    )


def _mostly_letters(text: str) -> bool:
    """Whether a text is made of words: "session_start" is code."""
    shown = [character for word in text.split() if "_" not in word for character in word]
    return sum(character.isalpha() for character in shown) * 2 >= max(len(shown), 1)


def _intent(name: str, confidence: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: round(confidence, 4)}


def _errand(errand: str, confidence: float) -> dict[str, Any]:
    return {ERRAND: errand, "confidence": round(confidence, 4)}
