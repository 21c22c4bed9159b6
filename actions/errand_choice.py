"""Which errand a message is about: sure, between a few, or not to be told."""

from __future__ import annotations

from collections import defaultdict

from actions import knowledge
from actions.reply import Goal, Reply
from actions.turn import Turn
from offices_db.models import Errand

# Chosen on benchmarks/data/development; see docs/benchmarks.md.
SURE = 0.51  # of one errand; words that mean either of two give each a half
SURE_OF_AGENCY = 0.5  # over all its errands
LIKELY = 0.12
MAX_OPTIONS = 3
SHORTEST_NAME = 3  # letters: "sfi", "vab"


def likely_errands(turn: Turn) -> list[Errand]:
    """One errand where the message is clear, up to three where it is not, likeliest first.

    Where no errand is clear but one agency is, all are errands of that agency.
    """
    errands = knowledge.register().errands
    known = [c for c in turn.errands if c.errand in errands]
    if known and known[0].confidence >= SURE:
        return [errands[known[0].errand]]
    likely = [c for c in known if c.confidence >= LIKELY]
    by_agency: defaultdict[str, float] = defaultdict(float)
    for candidate in known:
        by_agency[errands[candidate.errand].agencies[0]] += candidate.confidence
    for agency, confidence in by_agency.items():
        if confidence >= SURE_OF_AGENCY:
            its = [c for c in known if errands[c.errand].agencies[0] == agency]
            its_likely = [c for c in its if c.confidence >= LIKELY]
            likely = its_likely if len(its_likely) > 1 else its
    return [errands[c.errand] for c in likely[:MAX_OPTIONS]]


def errands_named(turn: Turn) -> list[Errand]:
    """The errands that the parts of a message name one by one, in their order.

    In so many words: "after the divorce I want my old name" is about one errand.
    """
    errands = knowledge.register().errands
    named = [e for e in turn.errands_named if e in errands and is_named(turn.text, e)]
    return [errands[errand] for errand in named[:MAX_OPTIONS]]


def is_named(text: str, errand: str) -> bool:
    """Whether the text holds a name or synonym of the errand, in any language."""
    folded = text.casefold()
    return any(
        len(phrase) >= SHORTEST_NAME and phrase.casefold() in folded
        for name in knowledge.register().errand_names
        if name.errand == errand
        for phrase in (name.name, *name.synonyms)
    )


def ask_which_errand(reply: Reply, errands: list[Errand], goal: Goal) -> Reply:
    """Offer the likeliest errands, each with the agency that handles it."""
    options = [
        {"choice": {"errand": e.id, "agency": e.agencies[0]}, "slots": {"errand": e.id}}
        for e in errands
    ]
    return reply.say("ask_which_errand").ask(goal, options)
