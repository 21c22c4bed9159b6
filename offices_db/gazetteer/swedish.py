"""Compiles the Swedish places and their names in other languages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, radians

from rapidfuzz.distance import OSA

from offices_db.gazetteer.sources import Area, City, PostTown
from offices_db.models import Place
from offices_db.places.normalise import folded_key, name_key

# GeoNames' English or accentless headings.
RENAMED = {"Gothenburg": "Göteborg", "Or": "Ör"}
# Post towns whose coarse position lies in the neighbouring municipality.
POST_TOWN_MUNICIPALITY = {"Bohus": "1440", "Sävedalen": "1402"}
# Post towns that are an airport or an arena beside a place already known.
LEFT_OUT = {"Stockholm-globen", "Malmö-sturup", "Stockholm-Globen", "Malmö-Sturup"}
# Municipalities whose GeoNames rows, the seat aside, are parts of one city.
DIVIDED_CITIES = {"0180", "1480", "1280"}
SEAT_CODES = {"PPLC", "PPLA", "PPLA2"}
SAME_PLACE_KM = 5.0  # two rows of one name this near each other are one place
SAME_POST_TOWN_KM = 60.0  # post towns are placed more coarsely


@dataclass(frozen=True)
class District:
    """A city district of a hand-kept list."""

    name: str
    municipality: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class AlternateName:
    """Another name of a place; `place` is its key."""

    name: str
    place: str
    script: str


class Regions:
    """Which municipality, county and FA region a point lies in."""

    def __init__(self, municipalities: list[Area], counties: list[Area], fa: list[Area]) -> None:
        self.municipalities = {area.code: area for area in municipalities}
        self.counties = {area.code: area.name for area in counties}
        self._municipality_at = _finder(municipalities)
        self._fa_region_at = _finder(fa)

    def municipality_code(self, latitude: float, longitude: float) -> str:
        return self._municipality_at(latitude, longitude).code

    def fa_region(self, latitude: float, longitude: float) -> str:
        return self._fa_region_at(latitude, longitude).name

    def code_of(self, municipality: str) -> str:
        return next(c for c, area in self.municipalities.items() if area.name == municipality)

    def of_post_town(self, town: PostTown) -> str:
        """A post town named as a municipality lies in it; others by their coarse position."""
        for area in self.municipalities.values():
            if area.name == town.name:
                return area.code
        known = POST_TOWN_MUNICIPALITY.get(town.name)
        return known or self.municipality_code(town.latitude, town.longitude)


def place_key(place: Place) -> str:
    """How other files refer to a place."""
    return f"{place.kind}:{place.municipality_code or ''}:{place.name}"


def compile_places(
    cities: Iterable[City],
    post_towns: Sequence[PostTown],
    districts: Iterable[District],
    regions: Regions,
) -> tuple[list[Place], list[AlternateName]]:
    """All Swedish places but postcodes, sorted, and their other names."""
    swedish = [
        city
        for city in cities
        if city.country == "SE" and (city.population > 0 or city.feature_code in SEAT_CODES)
    ]
    codes = {city.id: _municipality_code(city, regions) for city in swedish}
    seats = {codes[c.id]: c for c in swedish if c.feature_code in SEAT_CODES}
    fa_regions = {
        code: regions.fa_region(seat.latitude, seat.longitude) for code, seat in seats.items()
    }

    def locate(name: str, kind: str, code: str, point: tuple[float, float], people: int) -> Place:
        return Place(
            name=name,
            kind=kind,  # type: ignore[arg-type]
            municipality=regions.municipalities[code].name,
            municipality_code=code,
            county=regions.counties[code[:2]],
            fa_region=fa_regions[code],
            latitude=round(point[0], 5),
            longitude=round(point[1], 5),
            population=people,
        )

    def from_city(city: City) -> Place:
        code = codes[city.id]
        part = city.feature_code == "PPLX" or (
            code in DIVIDED_CITIES and city.feature_code not in SEAT_CODES
        )
        kind = "district" if part else "locality"
        name = RENAMED.get(city.name, city.name)
        return locate(name, kind, code, (city.latitude, city.longitude), city.population)

    of_city = {city.id: from_city(city) for city in swedish}
    points = _merge(of_city.values(), SAME_PLACE_KM)
    for district in districts:
        code = regions.code_of(district.municipality)
        point = (district.latitude, district.longitude)
        if regions.municipality_code(*point) != code:
            raise ValueError(f"{district.name} does not lie in {district.municipality}")
        points = _add(points, locate(district.name, "district", code, point, 0), SAME_PLACE_KM)
    municipality_names = {area.name for area in regions.municipalities.values()}
    for town in sorted(_plausible(post_towns), key=lambda t: -len(t.postcodes)):
        if town.name in municipality_names:
            continue
        code = regions.of_post_town(town)
        kind = "district" if code in DIVIDED_CITIES else "locality"
        point = (town.latitude, town.longitude)
        points = _add(points, locate(town.name, kind, code, point, 0), SAME_POST_TOWN_KM)

    municipalities = [
        _municipality(area, points, of_city[seats[code].id], locate)
        for code, area in regions.municipalities.items()
    ]
    places = [
        *municipalities,
        *_counties(regions, seats, of_city),
        *_fa_regions(municipalities),
        *points,
    ]
    places.sort(key=lambda p: (p.kind, p.municipality_code or "", p.name, p.latitude))
    return places, _alternate_names(swedish, of_city, places)


def compile_postcodes(
    post_towns: Iterable[PostTown], places: Iterable[Place], regions: Regions
) -> list[dict[str, str]]:
    """Post towns with their postcodes; a postcode is only as precise as its post town."""
    known: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.kind in ("locality", "district"):
            known[folded_key(place.name)].append(place)
    rows = []
    for town in post_towns:
        code = regions.of_post_town(town)
        near = [p for p in known[folded_key(town.name)] if _km_to(p, town) < SAME_POST_TOWN_KM]
        nearest = min(near, key=lambda p: _km_to(p, town), default=None)
        rows.append(
            {
                "post_town": nearest.name if nearest else town.name,
                "municipality_code": (nearest and nearest.municipality_code) or code,
                "latitude": f"{nearest.latitude if nearest else town.latitude:g}",
                "longitude": f"{nearest.longitude if nearest else town.longitude:g}",
                "postcodes": " ".join(town.postcodes),
            }
        )
    return rows


def script_of(name: str) -> str:
    """The script of a name's first letter, such as "Latin" or "Arabic"."""
    letter = next((character for character in name if character.isalpha()), "a")
    return unicodedata.name(letter, "Unknown").split()[0].title()


def _municipality_code(city: City, regions: Regions) -> str:
    if city.admin2 in regions.municipalities:
        return city.admin2
    return regions.municipality_code(city.latitude, city.longitude)


def _municipality(
    area: Area, points: list[Place], seat: Place, locate: Callable[..., Place]
) -> Place:
    """A municipality stands where its namesake does, otherwise at its seat."""
    inside = [p for p in points if p.municipality_code == area.code]
    namesake = next((p for p in inside if name_key(p.name) == name_key(area.name)), seat)
    largest = max(p.population for p in inside)
    point = (namesake.latitude, namesake.longitude)
    return locate(area.name, "municipality", area.code, point, largest)


def _counties(regions: Regions, seats: dict[str, City], of_city: dict[int, Place]) -> list[Place]:
    """A county stands where its governor resides."""
    residences = {
        code[:2]: of_city[seat.id]
        for code, seat in seats.items()
        if seat.feature_code in ("PPLC", "PPLA")
    }
    return [
        Place(name, "county", None, None, name, None,
              residences[code].latitude, residences[code].longitude, 0)
        for code, name in regions.counties.items()
    ]  # fmt: skip


def _fa_regions(municipalities: list[Place]) -> list[Place]:
    """An FA region stands at its most populous municipality."""
    members: dict[str, list[Place]] = defaultdict(list)
    for place in municipalities:
        members[place.fa_region or ""].append(place)
    regions = []
    for name, group in members.items():
        largest = max(group, key=lambda p: p.population)
        counties = {p.county for p in group}
        county = largest.county if len(counties) == 1 else None
        regions.append(
            Place(name, "fa_region", None, None, county, name,
                  largest.latitude, largest.longitude, 0)
        )  # fmt: skip
    return regions


def _merge(places: Iterable[Place], km: float) -> list[Place]:
    merged: list[Place] = []
    for place in sorted(places, key=lambda p: (-p.population, p.municipality_code or "")):
        merged = _add(merged, place, km)
    return merged


def _add(places: list[Place], new: Place, km: float) -> list[Place]:
    """Add a place unless one of its name stands in the same municipality or near by."""
    key = folded_key(new.name)
    for place in places:
        if folded_key(place.name) == key and (
            place.municipality_code == new.municipality_code or _km_to(place, new) < km
        ):
            return places
    return [*places, new]


def _plausible(towns: Sequence[PostTown]) -> list[PostTown]:
    """Leave out misspelt duplicates: a rare name one edit from a commoner one near by."""
    return [
        town
        for town in towns
        if town.name not in LEFT_OUT and (len(town.postcodes) > 2 or not _misspelt(town, towns))
    ]


def _misspelt(town: PostTown, towns: Sequence[PostTown]) -> bool:
    return any(
        len(other.postcodes) > len(town.postcodes)
        and OSA.distance(town.name.casefold(), other.name.casefold(), score_cutoff=1) == 1
        and _km_between(town, other) < 60
        for other in towns
    )


def _alternate_names(
    cities: list[City], of_city: dict[int, Place], places: list[Place]
) -> list[AlternateName]:
    keys = {place_key(place) for place in places}
    primary = {folded_key(place.name) for place in places}
    names: set[AlternateName] = set()
    for city in cities:
        place = of_city[city.id]
        as_municipality = replace(place, kind="municipality")
        target = as_municipality if place_key(as_municipality) in keys else place
        if place_key(target) not in keys:
            continue
        for written in city.alternate_names:
            name = written.split("/")[0].strip()
            if usable_name(name) and folded_key(name) not in primary:
                names.add(AlternateName(name, place_key(target), script_of(name)))
    return sorted(names, key=lambda n: (n.place, n.script, n.name))


def usable_name(name: str) -> bool:
    """Drop airport codes, library transliterations ("ma er mo", "Mal'mjo") and descriptions."""
    if script_of(name) != "Latin":
        return len(name) >= 2
    return (
        len(name) >= 4
        and not name.isupper()
        and name[0].isupper()
        and re.search(r"['\u2019\u02be,()\d]|kh|^Kh|^Ehr?|shj|  ", name) is None
        and re.search(r"\b(i|och|og|ne|kunta|gielda|kommun[ae]|stad)\b", name) is None
    )


def _finder(areas: list[Area]) -> Callable[[float, float], Area]:
    """Finds the area around a point, or the nearest to it (some points lie in the sea)."""
    import shapely

    tree = shapely.STRtree([area.outline for area in areas])

    @cache
    def find(latitude: float, longitude: float) -> Area:
        return areas[int(tree.nearest(shapely.Point(longitude, latitude)))]

    return find


def _km_to(place: Place, other: Place | PostTown) -> float:
    return _km(place.latitude, place.longitude, other.latitude, other.longitude)


def _km_between(one: PostTown, other: PostTown) -> float:
    return _km(one.latitude, one.longitude, other.latitude, other.longitude)


def _km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Flat distance, exact enough over a few tens of kilometres."""
    east = (other_longitude - longitude) * 111.3 * cos(radians(latitude))
    return hypot(east, (other_latitude - latitude) * 111.3)
