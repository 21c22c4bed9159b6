"""Pipeline component: what a message names, as entities and as `mentions`, and its bare texts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.bot.components.language_identifier import likely_language
from assistant.bot.components.name_finder import NAMES
from assistant.bot.importer import IS_NAME, LANGUAGE
from assistant.bot.mentions import delexicalised, find_mentions

MENTIONS = "mentions"  # message property: everything named, see assistant/bot/mentions.py
INTENT_TEXT = "intent_text"  # message property: the text without any names
ERRAND_TEXT = "errand_text"  # message property: the text without places and days
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MentionFinder(GraphComponent):
    """Adds days, choices and languages asked for, which each language has words of its own for."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MentionFinder:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Questions lose their names as well, to look like messages; errands' names hold none."""
        for message in training_data.nlu_examples:
            if message.get(IS_NAME):
                message.set(INTENT_TEXT, message.get(TEXT))
                message.set(ERRAND_TEXT, message.get(TEXT))
            else:
                _process(message, message.get(LANGUAGE))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            _process(message, likely_language(message))
        return messages


def _process(message: Message, language: str | None) -> None:
    text = message.get(TEXT)
    today = datetime.now(STOCKHOLM).date()
    mentions = find_mentions(text, message.get(NAMES), language, today)
    message.set(MENTIONS, mentions.as_dict(), add_to_output=True)
    message.set(ENTITIES, mentions.entities(), add_to_output=True)
    message.set(INTENT_TEXT, delexicalised(text, mentions, keep_agencies=False))
    message.set(ERRAND_TEXT, delexicalised(text, mentions, keep_agencies=True))
