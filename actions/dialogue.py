"""Steering the conversation: choosing, correcting, yes and no, cancelling, repeating."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import guide
from actions.errand_choice import likely_errands
from actions.handover import miss
from actions.reply import RESPONSE, Reply
from actions.turn import Turn
from actions.whereabouts import ask_for_place, names_place, place_slots, whereabouts

FORGOTTEN = ("place", "position", "errand", "agency", "office", "day")


class ActionChoose(Action):
    """Answers `choose` and `affirm`: takes one of the things offered."""

    def name(self) -> str:
        return "action_choose"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        question = turn.question
        options = question["options"] if question else []
        number = turn.ordinal or (1 if turn.intent == "affirm" and len(options) == 1 else None)
        option = _nth(options, number)
        if question is None:
            response = "what_next" if turn.intent == "affirm" else "nothing_to_choose"
            return Reply(turn).say(response).send(dispatcher)
        if option is None:
            return _ask_again(turn).send(dispatcher)
        return go_on_with_option(turn, option, question["goal"]).send(dispatcher)


class ActionDeny(Action):
    """Answers `deny`: what was offered is not meant."""

    def name(self) -> str:
        return "action_deny"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        reply = Reply(turn)
        if turn.question and turn.question["options"]:
            return reply.say("none_of_these").ask(turn.question["goal"]).send(dispatcher)
        return reply.say("what_else").send(dispatcher)


class ActionCorrect(Action):
    """Answers `correct`: another place or errand than the one understood."""

    def name(self) -> str:
        return "action_correct"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        reply = Reply(turn)
        if names_place(turn):
            here = whereabouts(turn)
            if here is None or turn.place_is_ambiguous:
                return ask_for_place(turn, reply, guide.NAME).send(dispatcher)
            return reply.remember(**place_slots(here)).go_on_with(guide.NAME).send(dispatcher)
        errands = likely_errands(turn)
        if len(errands) == 1:
            return guide.guide_errand(turn, reply, errands[0]).send(dispatcher)
        return reply.say("what_is_wrong").send(dispatcher)


class ActionCancel(Action):
    """Answers `cancel`: forgets what the conversation was about."""

    def name(self) -> str:
        return "action_cancel"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        reply = Reply(Turn.read(tracker)).say("cancelled")
        return reply.remember(**dict.fromkeys(FORGOTTEN)).send(dispatcher)


class ActionRepeat(Action):
    """Answers `repeat`: the last reply again, in the language now spoken."""

    def name(self) -> str:
        return "action_repeat"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return _repeat(Turn.read(tracker), _last_reply(tracker)).send(dispatcher)


class ActionChangeLanguage(Action):
    """Answers `change_language`: the last reply again in the language asked for."""

    def name(self) -> str:
        return "action_change_language"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = Turn.read(tracker)
        wanted = turn.wanted_language
        if wanted is None:
            reply = Reply(turn).say("languages_spoken").remember(question=turn.question)
            return reply.send(dispatcher)
        return _repeat(replace(turn, language=wanted), _last_reply(tracker)).send(dispatcher)


def _repeat(turn: Turn, last: dict[str, Any] | None) -> Reply:
    reply = Reply(turn)
    if last is None:
        return reply.say("greet")
    for part in last["parts"]:
        reply.say(part["response"], **part["values"])
    reply.show_offices(last.get("offices") or []).show_agencies(last.get("agencies") or [])
    return reply.offer(last.get("choices") or []).remember(question=turn.question)


def go_on_with_option(turn: Turn, option: dict[str, Any], goal: str) -> Reply:
    """Set what the chosen option stands for, and answer the question it belonged to."""
    reply = Reply(turn).remember(**option["slots"])
    return reply.go_on_with(goal)


def _nth(options: list[dict[str, Any]], number: int | None) -> dict[str, Any] | None:
    """The option with a one-based number; -1 means the last."""
    if number is None or number == 0 or abs(number) > len(options):
        return None
    return options[number - 1 if number > 0 else number]


def _ask_again(turn: Turn) -> Reply:
    question = turn.question or {"goal": guide.NAME, "options": []}
    reply = Reply(turn)
    if not question["options"]:
        return miss(turn, reply.say("ask_place")).ask(question["goal"])
    return reply.say("ask_which_option").ask(question["goal"], question["options"])


def _last_reply(tracker: Tracker) -> dict[str, Any] | None:
    for event in reversed(tracker.events):
        metadata = event.get("metadata") or {}
        if event.get("event") == "bot" and metadata.get("utter_action") == RESPONSE:
            return dict(metadata)
    return None
