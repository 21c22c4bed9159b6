"""Which office a message is about: named in it, just spoken of, or the nearest."""

from __future__ import annotations

from actions import knowledge
from actions.office_facts import say_closed_offices
from actions.reply import Goal, Reply
from actions.turn import Turn
from actions.whereabouts import ask_for_place, names_place, place_slots, whereabouts
from offices_db.models import Office


def offices_meant(turn: Turn, reply: Reply, goal: Goal) -> list[Office]:
    """Open offices the visitor asks about, the likeliest first; empty after asking where.

    An office that has closed is told of in the reply, and the nearest open one stands in.
    """
    register = knowledge.register()
    says_where = names_place(turn) or turn.position
    if not says_where and turn.slots.get("office"):
        return [register.office(turn.slots["office"])]
    here = whereabouts(turn)
    if here is None or (turn.foreign_place and not turn.places):
        ask_for_place(turn, reply, goal)
        return []
    reply.remember(**place_slots(here))
    named = register.offices_named(here.place) if here.place else []
    say_closed_offices(reply, named)
    nearby = register.nearest(here.position)
    if not nearby:
        reply.say("no_office", page=register.network.page)
        return []
    open_here = [n.office for n in nearby if n.office in named]
    if open_here:
        return open_here
    nearest = nearby[0]
    if here.place and not named:
        reply.say("no_office_in_place", place=here.place.name)
    reply.say("nearest_open", office=nearest.office.name, distance_km=nearest.distance_km)
    return [nearest.office]
