"""Fills the sentences of the catalogue with values in the reader's language.

The name of a placeholder says how its value is written: `{distance_km}` as a distance,
`{closed_date}` as a date, `{agency}` by the agency's name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from string import Formatter
from typing import Any

from assistant.replies import format as fmt
from assistant.replies.catalogue import template
from assistant.replies.languages import SOURCE_LANGUAGE, base_language, languages
from assistant.replies.languages import language as named
from offices_db.holidays import holiday_name
from offices_db.hours import WEEKDAYS
from offices_db.register import Register

Writer = Callable[[Register, Any, str], str]


def sentence(register: Register, response: str, values: dict[str, Any], language: str) -> str:
    """The sentence for a response name. `values` are ids, numbers and ISO dates."""
    text = template(response, language, count=values.get("count"))
    values = {"page": register.network.page, **values}
    names = base_language(language)
    written = {
        name: _write(register, name, values, names)
        for _, name, _, _ in Formatter().parse(text)
        if name
    }
    return _capitalised(text.format(**written))


def choice(register: Register, item: dict[str, Any], language: str) -> dict[str, str]:
    """Something to tap: its title, and the text that tapping sends."""
    if "phrase" in item:
        text = template(f"choice_{item['phrase']}", language)
        return {"title": text, "payload": text}
    if "errand" in item:
        text = register.errand_name(item["errand"], base_language(language)).name
        agency = register.agencies[item["agency"]].name
        return {"title": f"{_capitalised(text)} ({agency})", "payload": text}
    text = place_title(item["place"])
    return {"title": text, "payload": text}


def place_title(place: dict[str, Any]) -> str:
    """A place with what tells it from its namesakes: "Alby, Botkyrka"."""
    area = place.get("municipality") or place.get("county")
    return f"{place['name']}, {area}" if area and area != place["name"] else place["name"]


def _write(register: Register, name: str, values: dict[str, Any], language: str) -> str:
    if name == "usual_hours":
        span = register.network.usual_hours.split()[-1]  # "Mo-Fr 10:00-16:00"
        return _hours(register, [span.split("-")], language)
    if name == "languages":
        return fmt.join([named(code).name for code in languages()], language)
    value = values[name]
    if value is None:
        return ""
    suffix = name.rsplit("_", 1)[-1]
    writer = _WRITERS.get(name) or _WRITERS.get(suffix)
    return writer(register, value, language) if writer else str(value)


def _errand(register: Register, errand: str, language: str) -> str:
    """Outside Swedish the Swedish name follows, so that it can be said at the desk."""
    name = register.errand_name(errand, language).name
    swedish = register.errand_name(errand, SOURCE_LANGUAGE).name
    return name if swedish.casefold() in name.casefold() else f"{name} ({swedish})"


def _hours(register: Register, intervals: list[list[str]], language: str) -> str:
    spans = [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in intervals]
    return fmt.join([fmt.hours_interval(start, end, language) for start, end in spans], language)


def _week(register: Register, days: list[list[Any]], language: str) -> str:
    """Days and times as [first weekday, last weekday, intervals]: "måndag–fredag 10:00–16:00"."""
    return fmt.join(
        [
            f"{fmt.weekdays(WEEKDAYS.index(first), WEEKDAYS.index(last), language)} "
            f"{_hours(register, intervals, language)}"
            for first, last, intervals in days
        ],
        language,
    )


def _web_address(register: Register, url: str, language: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")


def _weekday(register: Register, code: str, language: str) -> str:
    return fmt.weekday(WEEKDAYS.index(code), language)


def _agencies(register: Register, ids: list[str], language: str) -> str:
    return fmt.join([register.agency_name(agency, language) for agency in ids], language)


def _bring(register: Register, items: list[str], language: str) -> str:
    return fmt.join([register.bring_name(item, language) for item in items], language)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


_WRITERS: dict[str, Writer] = {
    "errand": _errand,
    "agency": lambda register, agency, language: register.agency_name(agency, language),
    "agencies": _agencies,
    "offices": lambda _, names, language: fmt.join(names, language),
    "bring": _bring,
    "hours": _hours,
    "week": _week,
    "holiday": lambda _, key, language: holiday_name(key, language),
    "weekday": _weekday,
    "phone": lambda _, number, language: fmt.phone(number, language),
    "page": _web_address,
    "url": _web_address,
    "km": lambda _, distance, language: fmt.distance(distance, language),
    "date": lambda _, iso, language: fmt.date(iso, language),
    "day": lambda _, iso, language: fmt.day(date.fromisoformat(iso), language),
    "time": lambda _, iso, language: fmt.clock(time.fromisoformat(iso), language),
}
