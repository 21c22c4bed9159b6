"""Writes distances, dates, times and lists the way readers of a language do (CLDR, by Babel).

`locale` is a language code ("sv") or a CLDR locale ("fa_AF"). Where CLDR describes the language as
used in Sweden, that is what is written: English here has "13 June 2025".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime as Datetime
from datetime import time as Time
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.units import format_unit

_LEFT_TO_RIGHT = ("\u2066", "\u2069")  # isolate, and its end


def distance(km: float, locale: str) -> str:
    """A distance as whole kilometres, from 100 km as whole tens: "1 km", "27 km", "240 km".

    Offices and places are known to about 1 km, so finer figures would only look exact. Below
    1 km it is still "1 km": a caller who says "less than {distance_km}" is then right. Raises
    `ValueError` below 0.
    """
    if km < 0:
        raise ValueError(f"a distance cannot be {km} km")
    rounded = round(km) if km < 100 else round(km / 10) * 10
    return format_unit(max(1, rounded), "length-kilometer", "short", locale=_locale(locale))


def date(iso: str, locale: str) -> str:
    """A date as precise as it is known: "13 juni 2025", "juni 2022", "2021".

    `iso` is "2025-06-13", "2022-06" or "2021". Raises `ValueError` for anything else.
    """
    if re.fullmatch(r"\d{4}", iso):
        return format_skeleton("y", Date(int(iso), 1, 1), locale=_locale(locale))
    if re.fullmatch(r"\d{4}-\d\d", iso):
        return format_skeleton("yMMMM", Date.fromisoformat(f"{iso}-01"), locale=_locale(locale))
    return format_date(Date.fromisoformat(iso), "long", locale=_locale(locale))


def day(date: Date, locale: str) -> str:
    """A day near enough to need no year: "torsdag 24 december"."""
    found = _locale(locale)
    skeletons = found.datetime_skeletons
    pattern = str((skeletons.get("MMMMEd") or skeletons["MMMEd"]).pattern)
    # CLDR abbreviates in these patterns; what stands in quotes are words, not fields
    parts = re.split(r"('[^']*')", pattern)
    parts[::2] = [re.sub(r"[Ec]+", "EEEE", re.sub(r"M{3,}", "MMMM", part)) for part in parts[::2]]
    return format_date(date, "".join(parts), locale=found)


def weekday(index: int, locale: str) -> str:
    """The name of a weekday by its index, Monday 0: "måndag"."""
    name: str = _locale(locale).days["stand-alone"]["wide"][index]
    return name


def weekdays(first: int, last: int, locale: str) -> str:
    """Weekdays from one to another by their indices, Monday 0: "måndag–fredag"."""
    names = dict.fromkeys(weekday(index, locale) for index in (first, last))
    return "–".join(names)


def clock(time: Time, locale: str) -> str:
    """A time of day, on the 24-hour clock as on the doors: "10:00"."""
    return format_skeleton("Hm", Datetime.combine(Date.min, time), locale=_locale(locale))


def hours_interval(start: Time, end: Time, locale: str) -> str:
    """From one time to another: "10:00–16:00"."""
    return format_interval(start, end, "Hm", locale=_locale(locale))


def phone(number: str, locale: str = "sv") -> str:
    """A telephone number as its owner writes it.

    In text that runs from right to left it is isolated, or its groups would change places.
    """
    if _locale(locale).text_direction == "ltr":
        return number
    start, end = _LEFT_TO_RIGHT
    return f"{start}{number}{end}"


def join(items: Sequence[str], locale: str, kind: Literal["and", "or"] = "and") -> str:
    """A list in running text: "A, B och C", or with `kind="or"` "A, B eller C"."""
    style: Literal["standard", "or"] = "or" if kind == "or" else "standard"
    return format_list(items, style, locale=_locale(locale))


@lru_cache(maxsize=64)
def _locale(code: str) -> Locale:
    """The locale as used in Sweden where CLDR has it. Raises `UnknownLocaleError`."""
    locale = Locale.parse(code)
    if locale.territory:
        return locale
    try:
        return Locale(locale.language, territory="SE")
    except UnknownLocaleError:
        return locale
