"""Which errand a message is about: sure, between a few, or not to be told."""

from __future__ import annotations

from actions import knowledge
from actions.reply import Goal, Reply
from actions.turn import Turn
from offices_db.models import Errand

# Chosen on the development split; see docs/benchmarks.md. Below SURE the visitor is asked.
SURE = 0.45
LIKELY = 0.12
MAX_OPTIONS = 3


def likely_errands(turn: Turn) -> list[Errand]:
    """One errand where the message is clear, up to three where it is not, likeliest first.

    Several errands of the same agency are as good as one for telling who to turn to, but not
    for what to bring: so the visitor is still asked which.
    """
    errands = knowledge.register().errands
    known = [c for c in turn.errands if c.errand in errands]
    if not known:
        return []
    if known[0].confidence >= SURE:
        return [errands[known[0].errand]]
    return [errands[c.errand] for c in known[:MAX_OPTIONS] if c.confidence >= LIKELY]


def ask_which_errand(reply: Reply, errands: list[Errand], goal: Goal) -> Reply:
    """Offer the likeliest errands, each with the agency that handles it."""
    options = [
        {"choice": {"errand": e.id, "agency": e.agencies[0]}, "slots": {"errand": e.id}}
        for e in errands
    ]
    return reply.say("ask_which_errand").ask(goal, options)
