"""Works out the date that the groups of a day phrase mean, seen from today.

The groups are those of `nlu_data/<language>/days.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from offices_db.holidays import holiday_on, next_holiday

DayKind = Literal["weekday", "relative", "holiday", "date"]

_LEAP_CYCLE = 8  # 29 February comes back within so many years


def resolve(meanings: Mapping[str, Any], today: date) -> tuple[date, DayKind] | None:
    """The day that the groups of a phrase mean; None for a day that does not exist."""
    if "day" in meanings:
        found = _calendar_day(meanings, today)
        return (found, "date") if found else None
    if "after_holiday" in meanings:
        return _working_day(_beside(meanings["after_holiday"], 1, today), 1), "holiday"
    if "holiday" in meanings:
        step = meanings.get("after") or meanings.get("before")
        if step:
            day = _working_day(_beside(meanings["holiday"], step, today), step)
            return max(day, today), "holiday"
        if "day_beside" in meanings:
            return _beside(meanings["holiday"], meanings["day_beside"], today), "holiday"
        start = date(meanings["year"], 1, 1) if "year" in meanings else today
        return min(next_holiday(key, start) for key in meanings["holiday"].split()), "holiday"
    for group in ("now", "relative"):
        if group in meanings:
            return today + timedelta(days=meanings[group]), "relative"
    if "weekend" in meanings and today.weekday() == 6 and "next" not in meanings:
        return today, "weekday"
    weekday = next(meanings[g] for g in ("weekday", "short_weekday", "weekend") if g in meanings)
    if "next" in meanings or "next_week" in meanings:
        return today + timedelta(days=7 - today.weekday() + weekday), "weekday"
    return today + timedelta(days=(weekday - today.weekday()) % 7), "weekday"


def _calendar_day(meanings: Mapping[str, Any], today: date) -> date | None:
    day, month = meanings["day"], meanings.get("month") or meanings.get("month_number")
    if month is None:  # "den 3:e"
        months = (divmod(today.month - 1 + n, 12) for n in range(12))
        candidates = ((today.year + years, month + 1, day) for years, month in months)
    else:
        if month > 12 >= day:  # 12/24, the American way
            day, month = month, day
        if "year" in meanings:
            return _date(meanings["year"], month, day)
        candidates = ((today.year + n, month, day) for n in range(_LEAP_CYCLE + 1))
    dates = (_date(*candidate) for candidate in candidates)
    return next((found for found in dates if found and found >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _beside(keys: str, step: int, today: date) -> date:
    """The day before (step -1) or after (1) the holidays `keys` of one season.

    `keys` are in the order of the calendar, with spaces between.
    """
    first_key, last_key = keys.split()[0], keys.split()[-1]
    if step < 0:
        return next_holiday(first_key, today + timedelta(days=1)) - timedelta(days=1)
    # in the days after Christmas, "after Christmas" still means this one
    first = next_holiday(first_key, today - timedelta(days=7))
    return max(next_holiday(last_key, first) + timedelta(days=1), today)


def _working_day(day: date, step: int) -> date:
    """The first working day from `day` on, or the last one up to it."""
    while day.weekday() >= 5 or ((holiday := holiday_on(day)) and holiday.closes):
        day += timedelta(days=step)
    return day
