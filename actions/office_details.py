"""Follow-ups on one office: which agencies are there, and where it is."""

from __future__ import annotations

from actions import knowledge
from actions.cards import office_card
from actions.guide import say_contact
from actions.office_choice import offices_meant
from actions.office_facts import say_address, say_certainty
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn
from offices_db.models import Agency, Office


class ActionAgenciesAtOffice(Skill):
    """Answers `ask_agency_at_office`."""

    def name(self) -> str:
        return "action_agencies_at_office"

    def answer(self, turn: Turn) -> Reply:
        return agencies_at_office(turn)


class ActionAddress(Skill):
    """Answers `ask_address`."""

    def name(self) -> str:
        return "action_address"

    def answer(self, turn: Turn) -> Reply:
        return address(turn)


def agencies_at_office(turn: Turn) -> Reply:
    """Whether an agency, or which agencies, are at the office meant."""
    reply = Reply(turn)
    agencies = knowledge.register().agencies
    agency = agencies.get(turn.agencies[0] if turn.agencies else turn.slots.get("agency") or "")
    if turn.agencies and agency and not agency.partner:
        return say_contact(reply.say("agency_not_at_offices", agency=agency.id), agency)
    reply.remember(agency=agency.id if agency else None)
    offices = offices_meant(turn, reply, "agencies")
    if not offices:
        return reply
    _say_agencies(reply, offices[0], agency if turn.agencies else None)
    return _show(reply, offices[0])


def address(turn: Turn) -> Reply:
    """Where the office meant is, as far as the register knows."""
    reply = Reply(turn)
    offices = offices_meant(turn, reply, "address")
    if not offices:
        return reply
    reply.say("office_is", office=offices[0].name, municipality=offices[0].municipality)
    return _show(say_address(reply, offices[0]), offices[0])


def _say_agencies(reply: Reply, office: Office, agency: Agency | None) -> None:
    register = knowledge.register()
    if agency is None:
        partners = [a for a in register.agencies.values() if a.partner]
        known = [a.id for a in partners if register.has_agency(office, a)]
        unknown = [a.id for a in partners if register.has_agency(office, a) is None]
        reply.say("agencies_at_office", office=office.name, agencies=known)
        if unknown:
            reply.say("agencies_at_office_unknown", agencies=unknown)
        return
    there = register.has_agency(office, agency)
    response = {
        True: "agency_at_office",
        False: "agency_not_at_office",
        None: "agency_at_office_unknown",
    }[there]
    reply.say(response, agency=agency.id, office=office.name)
    if there is None:
        say_contact(reply, agency)


def _show(reply: Reply, office: Office) -> Reply:
    say_certainty(reply, office)
    reply.show_offices([office_card(knowledge.register(), office, knowledge.now())])
    return reply.remember(office=office.id)
