"""About the bot, the service offices and where the facts come from; and small talk."""

from __future__ import annotations

from actions import knowledge
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn

SMALL_TALK = frozenset({"greet", "goodbye", "thanks", "bot_challenge", "ask_capabilities"})


class ActionSmallTalk(Skill):
    """Answers `greet`, `goodbye`, `thanks`, `bot_challenge` and `ask_capabilities`."""

    def name(self) -> str:
        return "action_small_talk"

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(turn).say(turn.intent if turn.intent in SMALL_TALK else "greet")
        return reply.remember(question=turn.question)


class ActionServiceOffice(Skill):
    """Answers `ask_service_office`."""

    def name(self) -> str:
        return "action_service_office"

    def answer(self, turn: Turn) -> Reply:
        network = knowledge.register().network
        partners = [a.id for a in knowledge.register().agencies.values() if a.partner]
        reply = Reply(turn).say("service_office", agencies=partners)
        reply.say("staff_help").say("staff_limits").say("drop_in").say("booked_errands")
        return reply.say("offices_page", page=network.page)


class ActionSources(Skill):
    """Answers `ask_sources`: for the office spoken of, else for the register."""

    def name(self) -> str:
        return "action_sources"

    def answer(self, turn: Turn) -> Reply:
        register = knowledge.register()
        reply = Reply(turn)
        if turn.slots.get("office"):
            office = register.office(turn.slots["office"])
            response = "office_source_dated" if office.checked_on else "office_source_undated"
            reply.say(
                response, office=office.name, source=office.source, checked_date=office.checked_on
            )
        reply.say("register_date", register_date=register.latest_date, page=register.network.page)
        return reply
