"""Where the person is or asks about: from this message, a shared position, or earlier on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.reply import Goal, Reply
from actions.turn import PlaceMention, Turn
from offices_db.models import Place, Position

MAX_OPTIONS = 5


@dataclass(frozen=True)
class Whereabouts:
    """A point to measure from, and the place's record where it has a name."""

    position: Position
    place: Place | None


def whereabouts(turn: Turn) -> Whereabouts | None:
    """The place to answer for, or None where it must be asked for.

    A message that names a place, however unclearly, is not about the place spoken of before;
    only errands may mention a country abroad in passing ("I moved here from Oslo").
    """
    if turn.places and not turn.place_is_ambiguous:
        return _of_place(_meant(turn).place)
    if names_place(turn) and (turn.places or turn.intent != "ask_errand"):
        return None
    if turn.position:
        return Whereabouts(turn.position, None)
    if turn.slots.get("place"):
        return _of_place(turn.slots["place"])
    if turn.slots.get("position"):
        return Whereabouts(tuple(turn.slots["position"]), None)
    return None


def place_slots(here: Whereabouts) -> dict[str, Any]:
    """What to remember of it. A shared position is kept no finer than about 1 km."""
    if here.place is None:
        latitude, longitude = here.position
        return {"place": None, "position": [round(latitude, 2), round(longitude, 2)]}
    return {"place": vars(here.place), "position": None}


def ask_for_place(turn: Turn, reply: Reply, goal: Goal) -> Reply:
    """Ask where, in the way this message calls for: which of several, "did you mean", or open."""
    if turn.place_is_ambiguous:
        options = [_option(mention) for mention in turn.places[:MAX_OPTIONS]]
        return reply.say("ask_which_place", name=turn.places[0].text).ask(goal, options)
    if turn.foreign_place:
        return reply.say("place_is_abroad", name=turn.foreign_place).ask(goal)
    if turn.suggested_places:
        options = [_option(mention) for mention in turn.suggested_places[:3]]
        return reply.say("ask_if_place_meant", name=turn.suggested_places[0].text).ask(
            goal, options
        )
    return reply.say("ask_place").ask(goal)


def names_place(turn: Turn) -> bool:
    """Whether the message itself says something about a place."""
    return bool(turn.places or turn.suggested_places or turn.foreign_place)


def _meant(turn: Turn) -> PlaceMention:
    """In a correction the place named last is meant ("not Lund, Lunde"), else the first."""
    return turn.places[-1 if turn.intent == "correct" else 0]


def _of_place(record: dict[str, Any]) -> Whereabouts:
    place = Place(**record)
    return Whereabouts((place.latitude, place.longitude), place)


def _option(mention: PlaceMention) -> dict[str, Any]:
    return {"choice": {"place": mention.place}, "slots": {"place": mention.place}}
