"""Opening hours: now, or on a day that the message names."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge
from actions.cards import office_card
from actions.office_choice import offices_meant
from actions.office_facts import say_certainty, say_hours_now, say_hours_on
from actions.reply import Reply
from actions.turn import Turn

NAME = "action_hours"
CARDS = 3


class ActionHours(Action):
    """Answers `ask_hours`."""

    def name(self) -> str:
        return NAME

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        reply = Reply(turn)
        day = turn.day or turn.remembered_day
        offices = offices_meant(turn, reply, NAME)
        if not offices:
            return reply.remember(day=day.isoformat() if day else None).send(dispatcher)
        office = offices[0]
        now = knowledge.now()
        if day is None or day == now.date():
            say_hours_now(reply, office)
        else:
            say_hours_on(reply, office, day)
        say_certainty(reply, office)
        reply.show_offices([office_card(knowledge.register(), o, now) for o in offices[:CARDS]])
        return reply.remember(office=office.id, day=None).send(dispatcher)
