"""Which offices there are in a municipality, county or FA region, and how many."""

from __future__ import annotations

from actions import knowledge
from actions.cards import office_card
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn
from actions.whereabouts import ask_for_place, place_slots, whereabouts
from offices_db.models import Place
from offices_db.register import AreaKind


class ActionListOffices(Skill):
    """Answers `list_offices` and `count_offices`; counts come from the register, with its date."""

    def name(self) -> str:
        return "action_list_offices"

    def answer(self, turn: Turn) -> Reply:
        return list_offices(turn)


def list_offices(turn: Turn) -> Reply:
    reply = Reply(turn)
    register = knowledge.register()
    here = whereabouts(turn)
    if (turn.foreign_place and not turn.places) or turn.place_is_ambiguous:
        return ask_for_place(turn, reply, "list")
    if here is None or here.place is None:
        if turn.intent == "count_offices":
            count = sum(office.can_be_visited for office in register.offices)
            return _say_source(reply.say("count_all", count=count))
        return ask_for_place(turn, reply, "list")
    reply.remember(**place_slots(here))
    kind, area = _area(here.place, fa_region=turn.asks_fa_region)
    offices = register.offices_in(here.place, kind)
    open_offices = [office for office in offices if office.can_be_visited]
    if not open_offices:
        reply.say(f"no_office_in_{kind}", area=area)
        nearby = register.nearest(here.position)
        for nearest in nearby[:1]:
            reply.say("nearest_open", office=nearest.office.name, distance_km=nearest.distance_km)
            open_offices = [nearest.office]
    else:
        reply.say(f"count_in_{kind}", area=area, count=len(open_offices))
        reply.say("offices_are", offices=[office.name for office in open_offices])
    closed = [office.name for office in offices if office.status == "closed"]
    if closed:
        reply.say("offices_closed", offices=closed, count=len(closed))
    now = knowledge.now()
    reply.show_offices([office_card(register, office, now) for office in open_offices])
    return _say_source(reply)


def _area(place: Place, *, fa_region: bool) -> tuple[AreaKind, str | None]:
    """What kind of area to list, and its name."""
    if fa_region or place.kind == "fa_region":
        return "fa_region", place.fa_region
    if place.kind == "county":
        return "county", place.county
    return "municipality", place.municipality


def _say_source(reply: Reply) -> Reply:
    register = knowledge.register()
    return reply.say(
        "register_date", register_date=register.latest_date, page=register.network.page
    )
