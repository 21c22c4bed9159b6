"""When an office is open: now, on a day, in a week. Pure functions; the caller brings the time.

Unknown is an answer of its own: an office whose hours no source states is never open. It can
still be known to be closed, because the whole network is closed at weekends and on holidays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State, validate

from offices_db.errors import OfficesError
from offices_db.holidays import holiday_on
from offices_db.models import Office

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

Reason = Literal[
    "weekend",
    "public_holiday",  # or an eve that the law equates with Sundays
    "closed_weekday",  # the office is closed every such weekday
    "closed_day",  # its hours leave this day out
    "outside_hours",  # open today, but not now
    "office_closed",
    "office_planned",
]
Interval = tuple[time, time]  # local time; an end of time.max means midnight

_SEARCH_DAYS = 366  # how far ahead the next opening is looked for
_SAMPLE_YEAR = (datetime(2026, 1, 1), datetime(2027, 1, 1))


class InvalidHours(OfficesError):
    """A text is not an opening_hours expression that a service office can have."""

    code = "invalid_opening_hours"


@dataclass(frozen=True)
class DayHours:
    """One office on one day. `open` None: not known whether, or not all day."""

    day: date
    open: bool | None
    intervals: tuple[Interval, ...]
    reason: Reason | None  # why closed
    holiday: str | None  # key; on a day that is not closed, hours may differ from the usual


@dataclass(frozen=True)
class HoursState:
    """One office at one moment; datetimes are in Europe/Stockholm."""

    open_now: bool | None
    closes_at: datetime | None
    next_opening: datetime | None  # None while open, and where hours are not known
    reason: Reason | None  # why closed
    holiday: str | None

    @property
    def next_change(self) -> datetime | None:
        return self.closes_at or self.next_opening


def validate_hours(text: str) -> None:
    """Raise `InvalidHours` unless `text` is an opening_hours expression with daytime hours.

    Hours around midnight are refused: they come from swapped times ("16:00-10:00") or from
    days without times ("Mo-Fr", or only spaces), which the syntax reads as "all day".
    """
    for start, end, state, _ in _parsed(text).intervals(*_SAMPLE_YEAR):
        if state != State.CLOSED and (start.time() == time.min or end.date() != start.date()):
            raise InvalidHours(f"{text!r} says that the office may be open at midnight")


def day_at(office: Office, day: date) -> DayHours:
    """The hours of `office` on the local date `day`. Raises `InvalidHours`."""
    holiday = holiday_on(day)
    key = holiday.key if holiday else None
    reason = _closed_status(office, day)
    if reason is None and holiday and holiday.closes and not _states_holidays(office):
        reason = "public_holiday"
    if reason is None and WEEKDAYS[day.weekday()] == office.closed_weekday:
        reason = "closed_weekday"
    if reason:
        return DayHours(day, False, (), reason, key)
    intervals, certain = _intervals(office.opening_hours, day)
    if certain and not intervals:
        return DayHours(day, False, (), "weekend" if _is_weekend(day) else "closed_day", key)
    if _may_have_closed(office, day):
        return DayHours(day, None, (), None, key)
    return DayHours(day, True if certain else None, intervals, None, key)


def state_at(office: Office, at: datetime) -> HoursState:
    """Whether `office` is open at `at`, which must be aware. Raises `InvalidHours`."""
    if at.tzinfo is None:
        raise ValueError("the time needs a time zone")
    now = at.astimezone(STOCKHOLM)
    today = day_at(office, now.date())
    for start, end in today.intervals:
        if start <= now.time() < end:
            closes_at = datetime.combine(today.day, end, STOCKHOLM)
            return HoursState(True, closes_at, None, None, today.holiday)
    open_now = None if today.open is None else False
    reason = "outside_hours" if today.open else today.reason
    return HoursState(open_now, None, _next_opening(office, now), reason, today.holiday)


def week(office: Office, from_day: date) -> list[DayHours]:
    """Seven days from `from_day`. Raises `InvalidHours`."""
    return [day_at(office, from_day + timedelta(days=n)) for n in range(7)]


def open_days(office: Office, monday: date) -> list[tuple[str, str, tuple[Interval, ...]]]:
    """The open days of the week from `monday` on: first weekday, last weekday, times.

    Days in a row with the same times stand together. Raises `InvalidHours`.
    """
    runs: list[tuple[str, str, tuple[Interval, ...]]] = []
    yesterday: tuple[Interval, ...] = ()
    for hours in week(office, monday):
        weekday = WEEKDAYS[hours.day.weekday()]
        if hours.intervals and hours.intervals == yesterday:
            runs[-1] = (runs[-1][0], weekday, hours.intervals)
        elif hours.intervals:
            runs.append((weekday, weekday, hours.intervals))
        yesterday = hours.intervals
    return runs


def _closed_status(office: Office, day: date) -> Reason | None:
    if office.status == "planned":
        return "office_planned"
    if office.status == "closed":
        return "office_closed"
    return "office_closed" if office.closed and _is_after(day, office.closed) else None


def _is_after(day: date, closing: str) -> bool:
    """Whether an office that closes on `closing` (as precise as its source) has closed."""
    same_precision = day.isoformat()[: len(closing)]
    return same_precision > closing or day.isoformat() == closing


def _may_have_closed(office: Office, day: date) -> bool:
    """Whether the office closes in this month or year, on a day no source states."""
    return office.closed is not None and day.isoformat().startswith(office.closed)


def _states_holidays(office: Office) -> bool:
    return (
        office.opening_hours is not None and re.search(r"\bPH\b", office.opening_hours) is not None
    )


def _next_opening(office: Office, now: datetime) -> datetime | None:
    if office.opening_hours is None:
        return None
    for n in range(_SEARCH_DAYS):
        day = day_at(office, now.date() + timedelta(days=n))
        for start, _ in day.intervals:
            opening = datetime.combine(day.day, start, STOCKHOLM)
            if opening > now:
                return opening
    return None


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def _intervals(opening_hours: str | None, day: date) -> tuple[tuple[Interval, ...], bool]:
    """The sure opening times of a day, and whether they are certain to be all."""
    if opening_hours is None:
        return (), _is_weekend(day)
    midnight = datetime.combine(day, time.min)
    spans = list(_parsed(opening_hours).intervals(midnight, midnight + timedelta(days=1)))
    # A note restricts ("by appointment"); the library counts such times as open all the same.
    sure = [(start, end) for start, end, state, note in spans if state == State.OPEN and not note]
    certain = all(state == State.CLOSED or (start, end) in sure for start, end, state, _ in spans)
    return tuple((s.time(), e.time() if e.date() == day else time.max) for s, e in sure), certain


@lru_cache(maxsize=1024)
def _parsed(text: str) -> OpeningHours:
    if not validate(text):
        raise InvalidHours(f"{text!r} is not in opening_hours syntax")
    return OpeningHours(text, country="SE")
