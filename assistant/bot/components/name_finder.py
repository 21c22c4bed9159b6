"""Pipeline component: names of places and agencies, which need no language to be known."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import assistant.bot.rasa_seams  # noqa: F401  the first component brings them into every serving
from assistant.bot.agencies import AgencyGazetteer
from assistant.bot.importer import IS_NAME
from assistant.bot.knowledge import place_matcher
from assistant.bot.mentions import Names, find_names
from offices_db.models import PlaceReading
from offices_db.package import load_package

NAMES = "names"  # message property: see assistant/bot/mentions.py
_NO_NAMES = Names(PlaceReading((), (), False, None), (), only_places=False)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class NameFinder(GraphComponent):
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
    ) -> NameFinder:
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Questions lose their names as well, to look like messages; errands' names hold none."""
        for message in training_data.nlu_examples:
            message.set(NAMES, _NO_NAMES if message.get(IS_NAME) else self._names(message))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(NAMES, self._names(message))
        return messages

    def _names(self, message: Message) -> Names:
        return find_names(message.get(TEXT), self._matcher, self._agencies)
