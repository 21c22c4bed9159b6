"""What all actions are: a skill that answers one turn of the visitor with one reply."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply
from actions.turn import Turn


class Skill(Action, ABC):
    """Gives `name` and `answer`; Rasa calls `run`."""

    @abstractmethod
    def answer(self, turn: Turn) -> Reply:
        """The reply to `turn`."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        return _greeted(turn, self.answer(turn)).send(dispatcher)


def _greeted(turn: Turn, reply: Reply) -> Reply:
    """Where we cannot answer in the visitor's language, say so, once."""
    told = {part["response"] for earlier in turn.earlier for part in earlier.said["parts"]}
    if turn.only_recognised and "recognised" not in told:
        return reply.say_first("recognised", language=turn.only_recognised)
    if turn.speaks_unknown and "languages_spoken" not in told:
        return reply.say_first("languages_spoken")
    return reply
