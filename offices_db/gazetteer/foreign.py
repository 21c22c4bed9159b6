"""Compiles the names of places abroad, so that they are recognised and never taken for Swedish."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale, UnknownLocaleError

from offices_db.gazetteer.sources import City
from offices_db.gazetteer.swedish import script_of, usable_name
from offices_db.places.normalise import folded_key, name_key

LARGE = 100_000  # inhabitants from which a foreign city is known by its main name
PROMINENT = 3_000_000  # inhabitants from which it is known by its other names, too
NEIGHBOURS = {"NO": 30_000, "DK": 30_000, "FI": 30_000, "AX": 500, "IS": 30_000, "FO": 5_000}
SCRIPTS = {"Latin", "Arabic", "Cyrillic"}
# Languages in which visitors may write the name of a country, beside Swedish and English.
LANGUAGES = [
    "ar",
    "bs",
    "da",
    "de",
    "es",
    "fa",
    "fi",
    "fr",
    "nb",
    "pl",
    "ru",
    "so",
    "sq",
    "tr",
    "uk",
]


@dataclass(frozen=True)
class ForeignName:
    """A name of a place abroad, and what to call that place in a Swedish reply."""

    name: str
    display: str
    country: str  # ISO 3166 alpha-2
    population: int
    prominent: bool  # whether misspellings of it are looked for
    key: str = ""  # folded, so that reading need not fold


def compile_foreign(
    cities: Iterable[City],
    countries: Mapping[str, Mapping[str, Any]],
    exonyms: Iterable[Mapping[str, str]],
    more: Iterable[Mapping[str, str]],
    swedish_keys: Collection[str],
) -> list[ForeignName]:
    """All foreign names, one a key (the most populous), sorted.

    A name whose folded key is in `swedish_keys` is left to the Swedish place, unless a city of a
    million bears it as its main name.
    """
    in_swedish = {(row["name"], row["country"]): row["swedish"] for row in exonyms}
    capitals = {(facts["capital"], code) for code, facts in countries.items()}
    names = [
        *_country_names(countries),
        *(ForeignName(r["name"], r["display"], r["country"], LARGE, True) for r in more),
    ]
    for city in cities:
        if city.country != "SE":
            names.extend(_city_names(city, in_swedish, (city.name, city.country) in capitals))
    best: dict[str, ForeignName] = {}
    for name in sorted(names, key=lambda n: (-n.population, not n.prominent, n.country, n.name)):
        name = replace(name, key=folded_key(name.name))
        key = name.key if script_of(name.name) == "Latin" else name_key(name.name)
        main = name.name == name.display and name.population >= 1_000_000
        if len(key) >= 2 and (main or folded_key(name.name) not in swedish_keys):
            best.setdefault(key, name)
    return sorted(best.values(), key=lambda n: (n.country, n.display, n.name))


def _city_names(
    city: City, in_swedish: Mapping[tuple[str, str], str], capital: bool
) -> Iterable[ForeignName]:
    known = capital or (city.name, city.country) in in_swedish
    prominent = known or city.population >= NEIGHBOURS.get(city.country, PROMINENT)
    if not prominent and (city.population < LARGE or len(folded_key(city.name)) < 4):
        return
    display = in_swedish.get((city.name, city.country), city.name)
    for name in sorted({city.name, display}):
        yield ForeignName(name, display, city.country, city.population, prominent)
    for name in filter(_worth_knowing, city.alternate_names if known else ()):
        yield ForeignName(name, display, city.country, city.population, False)


def _country_names(countries: Mapping[str, Mapping[str, Any]]) -> Iterable[ForeignName]:
    for code, facts in sorted(countries.items()):
        if code == "SE":
            continue
        own = [language.split("-")[0] for language in str(facts["languages"]).split(",")[:1]]
        display = _territory("sv", code) or str(facts["name"])
        written = {display, str(facts["name"])}
        written.update(filter(None, (_territory(lang, code) for lang in ["en", *own, *LANGUAGES])))
        population = max(int(facts["population"]), LARGE)
        for name in sorted(written):
            prominent = name in (display, facts["name"])
            yield ForeignName(name, display, code, population, prominent)


def _territory(language: str, code: str) -> str | None:
    try:
        return Locale.parse(language).territories.get(code)
    except (ValueError, UnknownLocaleError):
        return None


def _worth_knowing(name: str) -> bool:
    return script_of(name) in SCRIPTS and usable_name(name) and len(folded_key(name)) >= 4
