"""Answers to direct questions about places, offices and errands, in the public API's shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions import knowledge
from actions.cards import errand_agency_cards, office_card
from assistant.bot.knowledge import place_matcher
from assistant.web.protocols import QueryRefused
from offices_db.models import Agency, Errand, Office, PlaceMatch, Position
from offices_db.nearest import nearest
from offices_db.register import Register

RankErrands = Callable[[str], list[dict[str, Any]]]  # text -> [{"errand", "confidence"}]


class RegisterQueries:
    """The register and the gazetteer. `rank_errands` understands errands in anyone's words."""

    def __init__(self, rank_errands: RankErrands) -> None:
        self._rank_errands = rank_errands

    def places(self, text: str, limit: int) -> dict[str, Any]:
        """Places that `text` names: acted on, or offered as "did you mean"."""
        reading = place_matcher().read(text)
        return {
            "matches": [_place(match) for match in reading.matches[:limit]],
            "suggestions": [_place(match) for match in reading.suggestions[:limit]],
            "ambiguous": reading.ambiguous,
        }

    def offices(
        self,
        near: str | None,
        position: Position | None,
        errand: str | None,
        agency: str | None,
        municipality: str | None,
        county: str | None,
        limit: int | None,
    ) -> list[dict[str, Any]]:
        """Offices nearest first, or all that fit. Raises `QueryRefused` for unknown names."""
        register = knowledge.register()
        wanted = [
            office
            for office in _in_area(register.offices, municipality, county)
            if _may_help(register, office, _errand(register, errand), _agency(register, agency))
        ]
        start = position or (_position_of(near) if near else None)
        now = knowledge.now()
        if start is None:
            return [office_card(register, office, now) for office in wanted[:limit]]
        return [
            office_card(register, n.office, now, n.distance_km, start)
            for n in nearest(wanted, start)[:limit]
        ]

    def office(self, office_id: str) -> dict[str, Any]:
        """One office. Raises `offices_db.errors.OfficeNotFound`."""
        register = knowledge.register()
        return office_card(register, register.office(office_id), knowledge.now())

    def errands(self, text: str, language: str, limit: int) -> list[dict[str, Any]]:
        """Errands that `text` may mean, likeliest first."""
        register = knowledge.register()
        ids = [item["errand"] for item in self._rank_errands(text)]
        return [
            _errand_out(register, register.errands[errand], language)
            for errand in ids[:limit]
            if errand in register.errands
        ]


def _place(match: PlaceMatch) -> dict[str, Any]:
    place = match.place
    return {
        "name": place.name,
        "kind": place.kind,
        "municipality": place.municipality,
        "county": place.county,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "score": round(match.score, 3),
        "reason": match.reason,
    }


def _position_of(text: str) -> Position:
    reading = place_matcher().read(text)
    if reading.ambiguous:
        raise QueryRefused("place_ambiguous", text)
    if not reading.matches:
        raise QueryRefused("place_abroad" if reading.foreign else "place_not_found", text)
    place = reading.matches[0].place
    return (place.latitude, place.longitude)


def _in_area(
    offices: tuple[Office, ...], municipality: str | None, county: str | None
) -> list[Office]:
    """The offices of a municipality and a county, each by its name in any case."""
    places = place_matcher().places
    if municipality and not any(
        p.kind == "municipality" and _same(p.name, municipality) for p in places
    ):
        raise QueryRefused("unknown_municipality", municipality)
    if county and not any(p.kind == "county" and _same_county(p.name, county) for p in places):
        raise QueryRefused("unknown_county", county)
    return [
        office
        for office in offices
        if (municipality is None or _same(office.municipality, municipality))
        and (county is None or _same_county(office.county, county))
    ]


def _same(a: str, b: str) -> bool:
    return a.casefold() == b.strip().casefold()


def _same_county(county: str, asked: str) -> bool:
    """Whether `asked` names `county`: "Stockholm" and "Stockholms län" alike."""
    short = county.removesuffix(" län")
    return any(_same(name, asked) for name in (county, short, short.removesuffix("s")))


def _errand(register: Register, errand: str | None) -> Errand | None:
    if errand is not None and errand not in register.errands:
        raise QueryRefused("unknown_errand", errand)
    return register.errands[errand] if errand else None


def _agency(register: Register, agency: str | None) -> Agency | None:
    if agency is not None and agency not in register.agencies:
        raise QueryRefused("unknown_agency", agency)
    return register.agencies[agency] if agency else None


def _may_help(
    register: Register, office: Office, errand: Errand | None, agency: Agency | None
) -> bool:
    return (errand is None or register.helps_with(office, errand) is not False) and (
        agency is None or register.has_agency(office, agency) is not False
    )


def _errand_out(register: Register, errand: Errand, language: str) -> dict[str, Any]:
    name = register.errand_name(errand.id, language)
    return {
        "id": errand.id,
        "name": name.name,
        "language": name.language,
        "audience": name.audience,
        "agencies": errand_agency_cards(register, errand),
        "office": errand.office,
        "booking": errand.booking,
        "bring": list(errand.bring),
        "crisis": errand.crisis,
    }
