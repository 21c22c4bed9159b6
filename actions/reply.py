"""Builds one reply: names of responses with their values, cards, choices, and what to remember.

Values carry ids, numbers and ISO dates, never words: `assistant/replies` turns them into
sentences in the visitor's language.
"""

from __future__ import annotations

from typing import Any, Literal

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import RESPONSE, Turn

SUBJECT = ("place", "position", "errand", "agency", "office", "day")  # what slots hold of it

Goal = Literal["guide", "hours", "list", "agencies", "address"]  # skills that may ask where


class Reply:
    """Collects what to say in a turn; `send` hands it to Rasa and returns the events."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._parts: list[dict[str, Any]] = []
        self._offices: list[dict[str, Any]] = []
        self._agencies: list[dict[str, Any]] = []
        self._choices: list[dict[str, Any]] = []
        self._forgets = False
        self._slots: dict[str, Any] = {
            "language": turn.language,
            "page_language": turn.page_language,
            "question": None,
            "misses": 0,
        }

    def say(self, response: str, **values: Any) -> Reply:
        """Add one response of the catalogue."""
        self._parts.append({"response": response, "values": values})
        return self

    def say_first(self, response: str, language: str | None = None) -> Reply:
        """Say one response before all others, in `language` where it is not the reply's."""
        self._parts.insert(0, {"response": response, "values": {}, "language": language})
        return self

    def show_offices(self, cards: list[dict[str, Any]]) -> Reply:
        self._offices.extend(cards)
        return self

    def show_agencies(self, cards: list[dict[str, Any]]) -> Reply:
        known = {card["id"] for card in self._agencies}
        self._agencies.extend(card for card in cards if card["id"] not in known)
        return self

    def offer(self, choices: list[dict[str, Any]]) -> Reply:
        """Things to tap: `{"phrase": key}`, `{"errand": id}` or `{"place": {...}}`."""
        self._choices.extend(choices)
        return self

    def ask(self, goal: Goal, options: list[dict[str, Any]] | None = None) -> Reply:
        """Remember that we wait for an answer, and the skill that goes on with it.

        `options`: `{"choice": what is offered, "slots": what choosing it sets}`.
        """
        self._slots["question"] = {"goal": goal, "options": options or []}
        return self.offer([option["choice"] for option in options or []])

    def remember(self, **slots: Any) -> Reply:
        self._slots.update(slots)
        return self

    def forget(self) -> Reply:
        """Let nothing of the conversation stay but its language, in no store and on no page."""
        self._forgets = True
        return self.remember(**dict.fromkeys(SUBJECT))

    def send(self, dispatcher: CollectingDispatcher) -> list[EventType]:
        if self._parts:
            dispatcher.utter_message(
                response=RESPONSE,
                language=self._slots["language"],
                parts=self._parts,
                offices=self._offices,
                agencies=self._agencies,
                choices=self._choices,
                forgotten=self._forgets,
            )
        return [SlotSet(name, value) for name, value in self._slots.items()]
