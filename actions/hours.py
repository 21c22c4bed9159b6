"""Opening hours: now, or on a day that the message names."""

from __future__ import annotations

from actions import knowledge
from actions.cards import office_card
from actions.office_choice import offices_meant
from actions.office_facts import say_certainty, say_hours_now, say_hours_on, say_week
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn

CARDS = 3


class ActionHours(Skill):
    """Answers `ask_hours`."""

    def name(self) -> str:
        return "action_hours"

    def answer(self, turn: Turn) -> Reply:
        return hours(turn)


def hours(turn: Turn) -> Reply:
    """The hours of the office that the message or the conversation is about."""
    reply = Reply(turn)
    day = turn.day or turn.remembered_day
    offices = offices_meant(turn, reply, "hours")
    if not offices:
        return reply.remember(day=day.isoformat() if day else None)
    office = offices[0]
    now = knowledge.now()
    if day is None:
        say_week(say_hours_now(reply, office), office)
    elif day == now.date():
        say_hours_now(reply, office)
    else:
        say_hours_on(reply, office, day)
    say_certainty(reply, office)
    reply.show_offices([office_card(knowledge.register(), o, now) for o in offices[:CARDS]])
    return reply.remember(office=office.id, day=None)
