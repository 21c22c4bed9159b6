"""About the bot, the service offices and where the facts come from; and small talk."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge
from actions.reply import Reply
from actions.turn import Turn

SMALL_TALK = frozenset({"greet", "goodbye", "thanks", "bot_challenge", "ask_capabilities"})


class ActionSmallTalk(Action):
    """Answers `greet`, `goodbye`, `thanks`, `bot_challenge` and `ask_capabilities`."""

    def name(self) -> str:
        return "action_small_talk"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        reply = Reply(turn).say(turn.intent if turn.intent in SMALL_TALK else "greet")
        return reply.remember(question=turn.question).send(dispatcher)


class ActionServiceOffice(Action):
    """Answers `ask_service_office`."""

    def name(self) -> str:
        return "action_service_office"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        network = knowledge.register().network
        partners = [a.id for a in knowledge.register().agencies.values() if a.partner]
        reply = Reply(Turn.read(tracker)).say("service_office", agencies=partners)
        reply.say("staff_help").say("staff_limits").say("drop_in").say("booked_errands")
        return reply.say("offices_page", page=network.page).send(dispatcher)


class ActionSources(Action):
    """Answers `ask_sources`: for the office spoken of, else for the register."""

    def name(self) -> str:
        return "action_sources"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        register = knowledge.register()
        reply = Reply(turn)
        if turn.slots.get("office"):
            office = register.office(turn.slots["office"])
            response = "office_source_dated" if office.checked_on else "office_source_undated"
            reply.say(
                response, office=office.name, source=office.source, checked_date=office.checked_on
            )
        reply.say("register_date", register_date=register.latest_date, page=register.network.page)
        return reply.send(dispatcher)
