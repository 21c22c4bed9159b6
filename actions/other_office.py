"""Another office than the one named: the next nearest that helps with the same errand."""

from __future__ import annotations

from actions import knowledge
from actions.cards import office_card
from actions.office_facts import say_address, say_certainty, say_hours_now
from actions.reply import Reply
from actions.skill import Skill
from actions.turn import Turn
from actions.whereabouts import ask_for_place, place_slots, whereabouts


class ActionOtherOffice(Skill):
    """Answers `other_office`."""

    def name(self) -> str:
        return "action_other_office"

    def answer(self, turn: Turn) -> Reply:
        reply = Reply(turn)
        here = whereabouts(turn)
        if here is None:
            return ask_for_place(turn, reply, "guide")
        register = knowledge.register()
        reply.remember(**place_slots(here))
        errand = register.errands.get(turn.slots.get("errand") or "")
        agency = register.agencies.get(turn.slots.get("agency") or "")
        found = register.nearest(
            here.position,
            errand=errand if errand and errand.office == "helps" else None,
            agency=agency if agency and agency.partner else None,
        )
        names = [nearby.office.id for nearby in found]
        last = turn.slots.get("office")
        others = found[names.index(last) + 1 :] if last in names else found
        if not others:
            return reply.say("no_other_office").say("offices_page", page=register.network.page)
        office, distance_km = others[0].office, others[0].distance_km
        reply.say("other_office", office=office.name, distance_km=distance_km)
        say_hours_now(reply, office)
        say_address(reply, office)
        say_certainty(reply, office)
        card = office_card(register, office, knowledge.now(), distance_km, here.position)
        return reply.show_offices([card]).remember(office=office.id)
