"""The main skill: who handles the errand, and which office is nearest."""

from __future__ import annotations

from actions import knowledge
from actions.cards import UNSOURCED, agency_card, errand_agency_cards, office_card
from actions.errand_choice import ask_which_errand, errands_named, likely_errands
from actions.handover import miss
from actions.office_facts import (
    say_address,
    say_certainty,
    say_closed_offices,
    say_hours_now,
)
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn
from actions.whereabouts import Whereabouts, ask_for_place, place_slots, whereabouts
from offices_db.models import Agency, Errand
from offices_db.nearest import NearbyOffice

TOWNS = ("municipality", "locality")  # an office's position is often only that of its town
TOWN_RADIUS_KM = 3
CARDS = 3  # offices shown beside the text


class ActionGuide(Skill):
    """Answers `ask_errand` and `find_office`."""

    def name(self) -> str:
        return "action_guide"

    def answer(self, turn: Turn) -> Reply:
        return guide(turn)


def guide(turn: Turn) -> Reply:
    """The reply to a message about an errand or an office, or to a place that answers us."""
    reply = Reply(turn)
    register = knowledge.register()
    if turn.intent == "ask_errand":
        several = errands_named(turn)
        if len(several) > 1:
            return _guide_several(turn, reply, several)
        errands = likely_errands(turn)
        if len(errands) != 1:
            return _ask_errand_keeping_place(turn, reply, errands)
        return guide_errand(turn, reply, errands[0])
    answers_us = turn.question is not None and turn.position is not None
    if turn.intent == "find_office" and not answers_us:
        if turn.agencies:
            return _guide_agency(turn, reply, register.agencies[turn.agencies[0]])
        reply.remember(errand=None, agency=None)
        return _guide_office(turn, reply, None, None)
    return guide_place(turn, reply)


def guide_place(turn: Turn, reply: Reply) -> Reply:
    """The nearest office for what was spoken of before, now that the place is known."""
    register = knowledge.register()
    errand = register.errands.get(turn.slots.get("errand") or "")
    agency = register.agencies.get(turn.slots.get("agency") or "")
    if errand and errand.office == "helps":
        return _guide_office(turn, reply, errand, None)
    return _guide_office(turn, reply, None, agency if agency and agency.partner else None)


def _ask_errand_keeping_place(turn: Turn, reply: Reply, errands: list[Errand]) -> Reply:
    """Which errand? Where all that are likely belong to one agency, say that much already."""
    here = whereabouts(turn)
    if here:
        reply.remember(**place_slots(here))
    if not errands:
        return miss(turn, reply.say("errand_not_understood")).ask("guide")
    agencies = {errand.agencies[0] for errand in errands}
    if len(agencies) == 1:
        reply.say("agency_likely", agency=errands[0].agencies[0])
        reply.show_agencies(errand_agency_cards(knowledge.register(), errands[0]))
    return ask_which_errand(reply, errands, "guide")


def guide_errand(turn: Turn, reply: Reply, errand: Errand) -> Reply:
    """Who handles the errand; with a place, the nearest office for it."""
    register = knowledge.register()
    reply.remember(errand=errand.id, agency=errand.agencies[0])
    reply.show_agencies(errand_agency_cards(register, errand))
    if errand.crisis:
        return _say_crisis(reply, errand)
    here = whereabouts(turn)
    if here:
        reply.remember(**place_slots(here))
    _say_who_helps(reply, errand)
    if errand.office == "refers":
        return reply.say("office_only_refers")
    return _guide_office(turn, reply, errand, None)


def _guide_several(turn: Turn, reply: Reply, errands: list[Errand]) -> Reply:
    """Who handles each of several errands, and the nearest office for the first it helps with."""
    crisis = next((errand for errand in errands if errand.crisis), None)
    if crisis:
        return guide_errand(turn, reply, crisis)
    reply.say("several_errands")
    for errand in errands:
        _say_who_helps(reply, errand)
        reply.show_agencies(errand_agency_cards(knowledge.register(), errand))
    helped = [errand for errand in errands if errand.office != "refers"]
    if not helped:
        return reply.say("office_only_refers")
    reply.remember(errand=helped[0].id, agency=helped[0].agencies[0])
    _guide_office(turn, reply, helped[0], None)
    for errand in helped[1:]:
        if errand.bring:
            reply.say("bring_for", errand=errand.id, bring=list(errand.bring))
    return reply


def _say_who_helps(reply: Reply, errand: Errand) -> None:
    agency = knowledge.register().agencies[errand.agencies[0]]
    if errand.office == "refers":
        reply.say("agency_elsewhere", errand=errand.id, agency=agency.id)
        say_contact(reply, agency)
    else:
        reply.say("agency_helps", errand=errand.id, agency=agency.id)


def _say_crisis(reply: Reply, errand: Errand) -> Reply:
    """Help first, and nothing else: no office, no question."""
    first = knowledge.register().agencies[errand.agencies[0]]
    response = "crisis_violence" if first.id == "kvinnofridslinjen" else "crisis_emergency"
    return reply.say(response).say("page", agency=first.id, url=first.url)


def _guide_agency(turn: Turn, reply: Reply, agency: Agency) -> Reply:
    register = knowledge.register()
    reply.remember(errand=None, agency=agency.id)
    reply.show_agencies([agency_card(register, agency)])
    if not agency.partner:
        reply.say("agency_not_at_offices", agency=agency.id)
        return say_contact(reply, agency)
    return _guide_office(turn, reply.say("agency_at_offices", agency=agency.id), None, agency)


def _guide_office(turn: Turn, reply: Reply, errand: Errand | None, agency: Agency | None) -> Reply:
    """The nearest office for the errand or agency, or the question where the person is."""
    here = whereabouts(turn)
    if here is None:
        return ask_for_place(turn, reply, "guide")
    register = knowledge.register()
    reply.remember(**place_slots(here))
    found = register.nearest(here.position, errand=errand, agency=agency)
    if not found:
        return reply.say("no_office", page=register.network.page)
    nearest = found[0]
    if here.place:
        say_closed_offices(reply, register.offices_named(here.place))
    _say_nearest(reply, here, nearest)
    say_hours_now(reply, nearest.office)
    say_address(reply, nearest.office)
    if errand:
        _say_whether_it_helps(reply, found, errand)
        say_preparation(reply, errand)
    elif agency and register.has_agency(nearest.office, agency) is None:
        reply.say("agency_at_office_unknown", agency=agency.id, office=nearest.office.name)
    say_certainty(reply, nearest.office)
    now = knowledge.now()
    reply.show_offices(
        [office_card(register, n.office, now, n.distance_km, here.position) for n in found[:CARDS]]
    )
    return reply.remember(office=nearest.office.id)


def _say_nearest(reply: Reply, here: Whereabouts, nearest: NearbyOffice) -> None:
    """How far, unless the office is in the very town asked about: then we do not know."""
    office, place = nearest.office, here.place
    name = place.name if place else None
    if place:
        same_town = place.name == office.locality and place.kind in TOWNS
    else:
        same_town = office.position_precision == "town" and nearest.distance_km < TOWN_RADIUS_KM
    if same_town:
        reply.say("nearest_office_in_place", office=office.name, place=office.locality)
        return
    response = "nearest_office_near" if nearest.distance_km < 1 else "nearest_office"
    reply.say(
        response if name else f"{response}_position",
        office=office.name,
        distance_km=nearest.distance_km,
        place=name,
    )


def _say_whether_it_helps(reply: Reply, found: list[NearbyOffice], errand: Errand) -> None:
    """Not every office issues id-kort or handles Migrationsverket's errands: say which do."""
    register = knowledge.register()
    if register.helps_with(found[0].office, errand) is not None:
        return
    reply.say("help_at_office_unknown", office=found[0].office.name, errand=errand.id)
    known = next((n for n in found if register.helps_with(n.office, errand)), None)
    if known:
        reply.say("nearest_known_to_help", office=known.office.name, distance_km=known.distance_km)


def say_preparation(reply: Reply, errand: Errand) -> Reply:
    """What to bring, and whether a visit must be booked."""
    if errand.bring:
        reply.say("bring", bring=list(errand.bring))
    if errand.booking == "required":
        reply.say("booking_required")
    elif errand.booking == "sometimes":
        reply.say("booking_sometimes")
    return reply


def say_contact(reply: Reply, agency: Agency) -> Reply:
    """The agency's telephone and page, as far as the register has them."""
    if agency.phone and agency.phone_source == UNSOURCED:
        reply.say("phone_unchecked", agency=agency.id, phone=agency.phone)
    elif agency.phone:
        reply.say("phone", agency=agency.id, phone=agency.phone)
    if agency.url:
        reply.say("page", agency=agency.id, url=agency.url)
    return reply
