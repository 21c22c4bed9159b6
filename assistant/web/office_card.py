"""What an office card says, in words: the office's data made readable in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from assistant.web.schemas import Office
from assistant.web.texts import page_text

Opening = Literal["open", "closed", "unknown"]
_STOCKHOLM = ZoneInfo("Europe/Stockholm")
_LEGAL_STATES = {"closed": "page.office.gone", "planned": "page.office.planned"}


@dataclass(frozen=True)
class OfficeCard:
    """An office in readable words; None and empty mean that there is nothing to say."""

    name: str
    municipality: str
    opening: Opening
    opening_text: str
    closing_text: str | None
    distance: str | None
    address: str | None
    agencies: tuple[str, ...]
    uncertain_agencies: tuple[str, ...]
    confirmed: bool
    trust_text: str
    checked_text: str | None
    source_url: str | None
    directions_url: str | None


def office_card(office: Office, language: str, now: datetime) -> OfficeCard:
    """The card of an office as of `now` (with a time zone)."""
    checked = readable_date(office.checked_on, language)
    return OfficeCard(
        name=office.name,
        municipality=office.municipality,
        opening=_opening(office),
        opening_text=_opening_text(office, language, now),
        closing_text=(
            page_text("page.office.closing", language) if office.status == "closing" else None
        ),
        distance=distance_text(office.distance_km, language),
        address=office.address,
        agencies=_agency_names(office, at_office=True),
        uncertain_agencies=_agency_names(office, at_office=None),
        confirmed=office.confidence == "confirmed",
        trust_text=page_text(f"page.confidence.{office.confidence}", language),
        checked_text=page_text("page.checked_on", language, date=checked) if checked else None,
        source_url=office.source_url,
        directions_url=office.directions_url,
    )


def distance_text(kilometres: float | None, language: str) -> str | None:
    """`2,3 km fågelvägen`: one decimal below ten kilometres, none above; positions are coarse."""
    if kilometres is None:
        return None
    if kilometres < 1:
        return page_text("page.office.distance", language, distance="<\u00a01\u00a0km")
    pattern = "0.#" if kilometres < 10 else "#,##0"
    number = format_decimal(kilometres, format=pattern, locale=language)
    return page_text("page.office.distance", language, distance=f"{number}\u00a0km")


def readable_date(value: str | None, language: str) -> str | None:
    """A day, a month or a year as it is said: `2025-04` is `april 2025`."""
    if value is None:
        return None
    match value.count("-"):
        case 0:
            return value
        case 1:
            month = date.fromisoformat(f"{value}-01")
            return format_skeleton("yMMMM", month, locale=language)
        case _:
            return format_date(date.fromisoformat(value), "long", locale=language)


def moment_text(moment: datetime, now: datetime, language: str) -> str:
    """A coming time as it is said today: the hour, with the weekday or the date if needed."""
    local, today = moment.astimezone(_STOCKHOLM), now.astimezone(_STOCKHOLM).date()
    hour = format_time(local.time(), "HH:mm", locale=language)
    if local.date() == today:
        return hour
    skeleton = "EEEE" if local.date() - today < timedelta(days=7) else "MMMMd"
    return f"{format_skeleton(skeleton, local, locale=language)} {hour}"


def _agency_names(office: Office, at_office: bool | None) -> tuple[str, ...]:
    return tuple(agency.name for agency in office.agencies if agency.at_service_office is at_office)


def _opening(office: Office) -> Opening:
    if office.status in _LEGAL_STATES:
        return "closed"
    if office.open_now is None:
        return "unknown"
    return "open" if office.open_now else "closed"


def _opening_text(office: Office, language: str, now: datetime) -> str:
    if office.status in _LEGAL_STATES:
        return page_text(_LEGAL_STATES[office.status], language)
    opening = _opening(office)
    if opening == "unknown":
        return page_text("page.office.hours_unknown", language)
    if office.next_change is None:
        return page_text(f"page.office.{opening}", language)
    when = moment_text(datetime.fromisoformat(office.next_change), now, language)
    return page_text(f"page.office.{opening}_until", language, when=when)
