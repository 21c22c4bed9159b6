"""Decides between places of one name, and between a place and the one around it."""

from __future__ import annotations

from collections.abc import Sequence

from offices_db.models import Place, PlaceMatch

# A municipality is the one people mean by its name, unless a namesake has at least so many
# inhabitants and at least this part of those of the municipality's largest town: Mora has 12 600
# inhabitants and another Mora 800, but Berg in Jämtland is no better known than Berg in
# Östergötland.
RIVAL_PEOPLE = 1000
RIVAL_SHARE = 10
# Among other namesakes only a place this many times more populous is taken for granted: Alby has
# 11 400 inhabitants in Botkyrka and perhaps 200 in Ånge (57 times), and still somebody in Ånge
# would be sent 400 km the wrong way.
DOMINANT = 100
DISTRICT_PEOPLE = 5000  # assumed for city districts, whose population is not known
POST_TOWN_PEOPLE = 200  # assumed for post towns too small for GeoNames


def weight(place: Place) -> float:
    """How likely a name is to mean this place rather than a namesake."""
    if place.kind == "county":
        return 1e7
    if place.kind == "municipality":
        return 1e6 + place.population
    if place.population:
        return place.population
    return DISTRICT_PEOPLE if place.kind == "district" else POST_TOWN_PEOPLE


def choose(matches: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """The places that a mention may mean, best known first; one if that is clear enough.

    Different names that a misspelling is equally near to are never decided between.
    """
    ranked = sorted(matches, key=lambda match: (-match.score, -weight(match.place)))
    best = [match for match in ranked if match.score == ranked[0].score]
    by_name: dict[str, list[PlaceMatch]] = {}
    for match in best:
        name = match.place.name if match.reason == "fuzzy" else ""
        by_name.setdefault(name, []).append(match)
    return [match for group in by_name.values() for match in _best_known(group)]


def _best_known(namesakes: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """Of matches in falling order of weight, those that are not overshadowed by the first."""
    first, *others = namesakes
    if first.place.kind == "municipality":
        return [first, *(other for other in others if _rivals(other.place, first.place))]
    limit = weight(first.place) / DOMINANT
    return [first, *(other for other in others if weight(other.place) > limit)]


def _rivals(place: Place, municipality: Place) -> bool:
    """Whether a place is big enough to be meant instead of the municipality of its name."""
    if place.kind == "municipality":
        return True
    return place.population >= max(RIVAL_PEOPLE, municipality.population / RIVAL_SHARE)


def within(inner: Place, outer: Place, adjacent: bool = False) -> bool:
    """Whether a place lies in another; next to it ("Solna, Stockholm") a county's name will do."""
    if inner == outer:
        return False
    if outer.kind == "county":
        return inner.kind != "county" and inner.county == outer.county
    if outer.kind == "municipality":
        inside = inner.kind not in ("municipality", "county", "fa_region")
        if inside and inner.municipality_code == outer.municipality_code:
            return True
        return (
            adjacent
            and inner.kind != "county"
            and inner.county is not None
            and inner.county.removesuffix(" län").removesuffix("s") == outer.name.removesuffix("s")
        )
    return False


def narrow(groups: Sequence[list[PlaceMatch]]) -> list[list[PlaceMatch]]:
    """Use places that lie around others to tell namesakes apart, then leave them out.

    Each group holds what one mention may mean, in the order of the text.
    """
    narrowed = list(groups)
    around: set[int] = set()
    for i, inner in enumerate(groups):
        for j, outer in enumerate(groups):
            if i == j or i in around or j in around:
                continue
            inside = [
                match
                for match in inner
                if any(within(match.place, other.place, adjacent=j == i + 1) for other in outer)
            ]
            if inside:
                narrowed[i] = inside
                around.add(j)
    return [group for number, group in enumerate(narrowed) if number not in around]
