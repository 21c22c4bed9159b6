"""Great-circle distances between a person and the offices."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from offices_db.models import Office, Position

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True)
class NearbyOffice:
    """An office and how far away it is, in kilometres, as the crow flies."""

    office: Office
    distance_km: float


def distance_km(a: Position, b: Position) -> float:
    """Great-circle distance in kilometres between two points (haversine formula)."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def nearest(offices: Iterable[Office], position: Position) -> list[NearbyOffice]:
    """All offices that can be visited, nearest first."""
    nearby = (
        NearbyOffice(office, distance_km(position, office.position))
        for office in offices
        if office.can_be_visited
    )
    return sorted(nearby, key=lambda n: (n.distance_km, n.office.id))
