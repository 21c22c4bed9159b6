"""Swedish holidays, by keys that do not depend on a language ("christmas_eve")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import holidays
import yaml

NAMES_DIR = Path(__file__).parent / "data" / "names"
DEFAULT_LANGUAGE = "sv"

# Equated with Sundays by semesterlagen (1977:480) 3 a §, though not public holidays by name.
_EVES_LIKE_SUNDAYS = frozenset({"christmas_eve", "new_years_eve", "midsummer_eve"})


@dataclass(frozen=True)
class Holiday:
    """A holiday or the eve of one.

    `closes`: public offices are closed by law or as on a Sunday. Other eves are working days
    on which hours may be shorter than usual: a reply should say so rather than be sure.
    """

    key: str
    day: date
    closes: bool


def holiday_on(day: date) -> Holiday | None:
    """The holiday that falls on `day`; the one that closes offices if there are two."""
    found = [holiday for holiday in _holidays(day.year) if holiday.day == day]
    return min(found, key=lambda holiday: not holiday.closes, default=None)


def next_holiday(key: str, from_day: date) -> date:
    """The first date of the holiday `key` on or after `from_day`. Raises `KeyError`."""
    for year in (from_day.year, from_day.year + 1):
        for holiday in _holidays(year):
            if holiday.key == key and holiday.day >= from_day:
                return holiday.day
    raise KeyError(key)


def holiday_name(key: str, language: str) -> str:
    """What the holiday is called inside a sentence, in Swedish where `language` has no name."""
    return _names(language).get(key) or _names(DEFAULT_LANGUAGE)[key]


@lru_cache(maxsize=64)
def _holidays(year: int) -> tuple[Holiday, ...]:
    return tuple(
        Holiday(key, day, category == "public" or key in _EVES_LIKE_SUNDAYS)
        for category in ("public", "optional")
        # the English names are only the source of the keys; nobody reads them
        for day, names in holidays.country_holidays(
            "SE", years=year, categories=(category,), language="en_US"
        ).items()
        for key in map(_key, names.split("; "))
        if key != "sunday"  # the law counts every Sunday
    )


def _key(english_name: str) -> str:
    """The key of a name: `Maundy Thursday (from 2pm)` becomes `maundy_thursday`."""
    name = re.sub(r" \(.*\)|'", "", english_name.lower())
    return re.sub(r"\W+", "_", name)


@lru_cache(maxsize=64)
def _names(language: str) -> dict[str, str]:
    path = NAMES_DIR / language / "holidays.yml"
    if not path.is_file():
        return {}
    names: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return names
