"""Follow-ups on an errand: what to bring, booking, cost, and how to reach the agency."""

from __future__ import annotations

from actions import knowledge
from actions.cards import agency_card, errand_agency_cards
from actions.errand_choice import SURE, is_named
from actions.guide import say_contact
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn
from offices_db.models import Agency, Errand


class ActionBring(Skill):
    """Answers `ask_bring`."""

    def name(self) -> str:
        return "action_bring"

    def answer(self, turn: Turn) -> Reply:
        errand = _errand(turn)
        reply = _about(turn, errand)
        if errand and errand.bring:
            reply.say("bring_for", errand=errand.id, bring=list(errand.bring))
        else:
            reply.say("bring_usually", bring=["id_document", "letter"])
        return reply


class ActionBooking(Skill):
    """Answers `ask_booking`."""

    def name(self) -> str:
        return "action_booking"

    def answer(self, turn: Turn) -> Reply:
        errand = _errand(turn)
        reply = _about(turn, errand)
        if errand and errand.office == "refers":
            reply.say("agency_elsewhere", errand=errand.id, agency=errand.agencies[0])
            say_contact(reply, knowledge.register().agencies[errand.agencies[0]])
        elif errand and errand.booking != "none":
            reply.say(f"booking_{errand.booking}")
        else:
            reply.say("drop_in").say("booked_errands")
        return reply


class ActionCost(Skill):
    """Answers `ask_cost`: the register holds no prices."""

    def name(self) -> str:
        return "action_cost"

    def answer(self, turn: Turn) -> Reply:
        agency, errand = _agency(turn), _errand(turn)
        if agency is None or (errand and errand.crisis):  # nobody rings 112 about a price
            return Reply(turn).say("cost_unknown_errand")
        reply = _about(turn, errand).say("cost_unknown", agency=agency.id)
        return say_contact(reply, agency)


class ActionContact(Skill):
    """Answers `ask_contact`."""

    def name(self) -> str:
        return "action_contact"

    def answer(self, turn: Turn) -> Reply:
        agency = _agency(turn)
        reply = Reply(turn)
        if agency is None:
            network = knowledge.register().network
            reply.say("switchboard", phone=network.switchboard).say(
                "offices_page", page=network.page
            )
            return reply
        say_contact(reply.say("contact_agency", agency=agency.id), agency)
        if not agency.phone:
            reply.say("phone_unknown", agency=agency.id)
        reply.show_agencies([agency_card(knowledge.register(), agency)]).remember(agency=agency.id)
        return reply


def _errand(turn: Turn) -> Errand | None:
    """The errand this message names, else the one spoken of.

    It must be named in so many words: "do I have to book?" sounds like errands that are booked.
    """
    register = knowledge.register()
    for candidate in turn.errands:
        if candidate.confidence >= SURE and is_named(turn.text, candidate.errand):
            return register.errands.get(candidate.errand)
    return register.errands.get(turn.slots.get("errand") or "")


def _agency(turn: Turn) -> Agency | None:
    agencies = knowledge.register().agencies
    if turn.agencies:
        return agencies[turn.agencies[0]]
    errand = _errand(turn)
    return agencies.get(errand.agencies[0] if errand else turn.slots.get("agency") or "")


def _about(turn: Turn, errand: Errand | None) -> Reply:
    reply = Reply(turn)
    if errand is None:
        return reply
    cards = errand_agency_cards(knowledge.register(), errand)
    return reply.show_agencies(cards).remember(errand=errand.id, agency=errand.agencies[0])
