"""Structured cards beside the text: offices and agencies as the public API shows them.

Cards hold ids, names, numbers and ISO dates only, so they are the same in every language.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from offices_db.hours import state_at
from offices_db.models import Agency, Errand, Office, Position
from offices_db.register import Register

UNSOURCED = "unsourced"
MAP_URL = "https://www.openstreetmap.org"


def office_card(
    register: Register,
    office: Office,
    now: datetime,
    distance_km: float | None = None,
    start: Position | None = None,
) -> dict[str, Any]:
    """One office, its state at `now`, and its distance (kilometres) where a start is known."""
    hours = state_at(office, now)
    return {
        "id": office.id,
        "name": office.name,
        "municipality": office.municipality,
        "county": office.county,
        "address": office.street_address,
        "latitude": office.latitude,
        "longitude": office.longitude,
        "distance_km": None if distance_km is None else round(distance_km, 1),
        "status": office.status,
        "open_now": hours.open_now,
        "opening_hours": office.opening_hours,
        "next_change": hours.next_change.isoformat() if hours.next_change else None,
        "agencies": [
            agency_card(register, agency, office)
            for agency in register.agencies.values()
            if agency.partner
        ],
        "confidence": office.confidence,
        "checked_on": office.checked_on,
        "source_url": _first_address(office.source) or register.network.page,
        "directions_url": _directions(office, start),
    }


def agency_card(register: Register, agency: Agency, office: Office | None = None) -> dict[str, Any]:
    """One agency. `at_service_office` is None where no source says, or for one office."""
    if office is None:
        at_office: bool | None = agency.partner
    else:
        at_office = register.has_agency(office, agency)
    return {
        "id": agency.id,
        "name": agency.name,
        "at_service_office": at_office,
        # a number that nobody has checked is shown only where the text can say so
        "phone": None if agency.phone_source == UNSOURCED else agency.phone,
        "url": agency.url,
    }


def errand_agency_cards(register: Register, errand: Errand) -> list[dict[str, Any]]:
    return [agency_card(register, register.agencies[agency]) for agency in errand.agencies]


def _first_address(source: str) -> str | None:
    """Sources are separated by bars; some name a page, some a paper or a report."""
    parts = (part.strip().split(" ")[0] for part in source.split("|"))
    return next((part for part in parts if part.startswith("http") and "..." not in part), None)


def _directions(office: Office, start: Position | None) -> str:
    """To the address where it is known; the register's positions are only those of a town."""
    if office.street_address:
        query = f"{office.street_address}, {office.municipality}"
        return f"{MAP_URL}/search?{urlencode({'query': query})}"
    end = f"{office.latitude},{office.longitude}"
    if start is None:
        marker = {"mlat": office.latitude, "mlon": office.longitude, "zoom": 15}
        return f"{MAP_URL}/?{urlencode(marker)}"
    return f"{MAP_URL}/directions?{urlencode({'route': f'{start[0]},{start[1]};{end}'})}"
