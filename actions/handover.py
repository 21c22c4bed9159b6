"""What to do when the bot does not understand, or a person is wanted."""

from __future__ import annotations

from actions import knowledge
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn

MISSES_BEFORE_HUMAN = 2


class ActionFallback(Skill):
    """Answers `nlu_fallback`, `out_of_scope` and `complain`; after two misses offers a person."""

    def name(self) -> str:
        return "action_fallback"

    def answer(self, turn: Turn) -> Reply:
        responses = {"out_of_scope": "out_of_scope", "complain": "sorry"}
        reply = Reply(turn).say(responses.get(turn.intent, "not_understood"))
        return miss(turn, reply).remember(question=turn.question)


class ActionHuman(Skill):
    """Answers `human`."""

    def name(self) -> str:
        return "action_human"

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(turn).say("human")
        return say_human(reply)


def miss(turn: Turn, reply: Reply) -> Reply:
    """Count a message that was not understood; after two in a row, offer a person."""
    misses = int(turn.slots.get("misses") or 0) + 1
    if misses >= MISSES_BEFORE_HUMAN:
        say_human(reply)
    return reply.remember(misses=misses)


def say_human(reply: Reply) -> Reply:
    return reply.say("switchboard", phone=knowledge.register().network.switchboard)
