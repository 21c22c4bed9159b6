"""Steering the conversation: choosing, correcting, yes and no, cancelling, forgetting."""

from __future__ import annotations

from typing import Any

from actions import knowledge
from actions.errand_choice import likely_errands
from actions.guide import guide_errand, guide_place
from actions.handover import miss
from actions.hours import hours
from actions.listing import list_offices
from actions.office_details import address, agencies_at_office
from actions.reply import SUBJECT, Goal, Reply
from actions.skill import Skill
from actions.turn import Turn
from actions.whereabouts import ask_for_place, names_place, place_slots, whereabouts


class ActionInformPlace(Skill):
    """Answers `inform_place`: goes on with what the place was asked for."""

    def name(self) -> str:
        return "action_inform_place"

    def answer(self, turn: Turn) -> Reply:
        goal: Goal = turn.question["goal"] if turn.question else "guide"
        option = _option_there(turn)
        if option:
            return go_on(turn, goal, option["slots"])
        here = whereabouts(turn)
        if here is None:
            return ask_for_place(turn, Reply(turn), goal)
        return go_on(turn, goal, place_slots(here))


class ActionChoose(Skill):
    """Answers `choose` and `affirm`: takes one of the things offered."""

    def name(self) -> str:
        return "action_choose"

    def answer(self, turn: Turn) -> Reply:
        question = turn.question
        options = question["options"] if question else []
        number = turn.ordinal or (1 if turn.intent == "affirm" and len(options) == 1 else None)
        option = _nth(options, number)
        if question is None:
            response = "what_next" if turn.intent == "affirm" else "nothing_to_choose"
            return Reply(turn).say(response)
        if option is None:
            return _ask_again(turn)
        return go_on(turn, question["goal"], option["slots"])


class ActionDeny(Skill):
    """Answers `deny`: what was offered is not meant."""

    def name(self) -> str:
        return "action_deny"

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(turn)
        if turn.question and turn.question["options"]:
            return reply.say("none_of_these").ask(turn.question["goal"])
        return reply.say("what_else")


class ActionCorrect(Skill):
    """Answers `correct`: another place or errand than the one understood."""

    def name(self) -> str:
        return "action_correct"

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(turn)
        if names_place(turn):
            here = whereabouts(turn)
            if here is None or turn.place_is_ambiguous:
                return ask_for_place(turn, reply, "guide")
            return go_on(turn, "guide", place_slots(here))
        errands = likely_errands(turn)
        if len(errands) == 1:
            return guide_errand(turn, reply, errands[0])
        return reply.say("what_is_wrong")


class ActionCancel(Skill):
    """Answers `cancel`: forgets what the conversation was about."""

    def name(self) -> str:
        return "action_cancel"

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(turn).say("cancelled")
        return reply.remember(**dict.fromkeys(SUBJECT))


class ActionForget(Skill):
    """Answers `forget`: nothing that was said stays."""

    def name(self) -> str:
        return "action_forget"

    def answer(self, turn: Turn) -> Reply:
        return Reply(turn).say("forgotten").forget()


def go_on(turn: Turn, goal: Goal, slots: dict[str, Any]) -> Reply:
    """Answer what was asked before, now that `slots` are known."""
    if "place" in slots:
        slots = {"office": None, **slots}  # the one named before was elsewhere
    informed = turn.knowing(**slots)
    errand = knowledge.register().errands.get(slots.get("errand") or "")
    if errand:
        reply = guide_errand(informed, Reply(informed), errand)
    elif goal == "guide":
        reply = guide_place(informed, Reply(informed))
    else:
        skills = {
            "hours": hours,
            "list": list_offices,
            "agencies": agencies_at_office,
            "address": address,
        }
        reply = skills[goal](informed)
    return reply.remember(**{k: v for k, v in slots.items() if k in ("place", "position")})


def _nth(options: list[dict[str, Any]], number: int | None) -> dict[str, Any] | None:
    """The option with a one-based number; -1 means the last."""
    if number is None or number == 0 or abs(number) > len(options):
        return None
    return options[number - 1 if number > 0 else number]


def _option_there(turn: Turn) -> dict[str, Any] | None:
    """Of places with one name, the one in the municipality that the answer names."""
    named = {mention.place["municipality_code"] for mention in turn.places}
    options = turn.question["options"] if turn.question else []
    there = [
        option
        for option in options
        if (option["slots"].get("place") or {}).get("municipality_code") in named - {None}
    ]
    return there[0] if len(there) == 1 else None


def _ask_again(turn: Turn) -> Reply:
    question = turn.question or {"goal": "guide", "options": []}
    reply = Reply(turn)
    if not question["options"]:
        return miss(turn, reply.say("ask_place")).ask(question["goal"])
    return reply.say("ask_which_option").ask(question["goal"], question["options"])
