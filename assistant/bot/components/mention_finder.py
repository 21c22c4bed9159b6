"""Pipeline component: names of places, days and agencies, as entities and as `mentions`."""

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

import assistant.bot.rasa_seams  # noqa: F401  the first component brings them into every serving
from assistant.bot.agencies import AgencyGazetteer
from assistant.bot.importer import IS_NAME
from assistant.bot.knowledge import place_matcher
from assistant.bot.mentions import delexicalised, find_mentions
from offices_db.package import load_package

MENTIONS = "mentions"  # message property: everything named, see assistant/bot/mentions.py
INTENT_TEXT = "intent_text"  # message property: the text without any names
ERRAND_TEXT = "errand_text"  # message property: the text without places and days
STOCKHOLM = ZoneInfo("Europe/Stockholm")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MentionFinder(GraphComponent):
    """Finds names by gazetteers, not by examples: a new office needs no training."""

    def __init__(self) -> None:
        self._matcher = place_matcher()
        self._agencies = AgencyGazetteer(load_package().agency_names)

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
                self._process(message)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            self._process(message)
        return messages

    def _process(self, message: Message) -> None:
        text = message.get(TEXT)
        today = datetime.now(STOCKHOLM).date()
        mentions = find_mentions(text, self._matcher, self._agencies, today)
        message.set(MENTIONS, mentions.as_dict(), add_to_output=True)
        message.set(ENTITIES, mentions.entities(), add_to_output=True)
        message.set(INTENT_TEXT, delexicalised(text, mentions, keep_agencies=False))
        message.set(ERRAND_TEXT, delexicalised(text, mentions, keep_agencies=True))
