"""Decides between places of one name, and between a place and the one around it."""

from __future__ import annotations

from collections.abc import Sequence

from offices_db.models import Place, PlaceMatch

# A municipality is the one people mean by its name. Among other namesakes only a place this many
# times more populous is taken for granted: Alby has 11 400 inhabitants in Botkyrka and perhaps 200
# in Ånge (57 times), and still somebody in Ånge would be sent 400 km the wrong way.
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
    """The place that a name means, or all it may mean, best known first."""
    ranked = sorted(matches, key=lambda match: (-match.score, -weight(match.place)))
    best = [match for match in ranked if match.score == ranked[0].score]
    if best[0].place.kind == "municipality" and best[1:]:
        others = [match for match in best[1:] if match.place.kind == "municipality"]
        return [best[0], *others]
    if all(weight(best[0].place) >= DOMINANT * weight(other.place) for other in best[1:]):
        return best[:1]
    return best


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
