"""Distances as the crow flies, and which office is nearest."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from offices_db.models import Office, Position
from offices_db.nearest import distance_km, nearest
from offices_db.package import load_package

STOCKHOLM: Position = (59.3293, 18.0686)
GOTHENBURG: Position = (57.7089, 11.9746)
HALF_WAY_ROUND_KM = 20_015.2

ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
IN_SWEDEN = st.tuples(st.floats(55.2, 69.1), st.floats(10.8, 24.2))


@pytest.fixture(scope="module")
def offices() -> tuple[Office, ...]:
    return load_package().offices


def test_should_know_how_far_it_is_from_stockholm_to_gothenburg() -> None:
    assert distance_km(STOCKHOLM, GOTHENBURG) == pytest.approx(398, abs=2)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((67.8557, 20.2251), (55.6050, 13.0038), 1413),  # Kiruna to Malmö
        ((59.0, 18.0), (60.0, 18.0), 111.2),  # a degree of latitude
        ((60.0, 18.0), (60.0, 19.0), 55.6),  # a degree of longitude at 60° is half of that
    ],
)
def test_should_know_other_distances(a: Position, b: Position, km: float) -> None:
    assert distance_km(a, b) == pytest.approx(km, rel=0.005)


@given(ANYWHERE, ANYWHERE)
@example((1e-12, 0.0), (-1e-12, 180.0))
def test_should_measure_the_same_there_and_back(a: Position, b: Position) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= HALF_WAY_ROUND_KM


@given(ANYWHERE)
def test_should_be_nowhere_away_from_itself(a: Position) -> None:
    assert distance_km(a, a) == 0


@given(IN_SWEDEN, IN_SWEDEN, IN_SWEDEN)
def test_should_never_gain_by_a_detour(a: Position, b: Position, c: Position) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@settings(deadline=None)
@given(IN_SWEDEN)
def test_should_offer_only_offices_to_visit_nearest_first(
    offices: tuple[Office, ...], position: Position
) -> None:
    found = nearest(offices, position)
    assert all(n.office.status in ("open", "closing") for n in found)
    assert [n.distance_km for n in found] == sorted(n.distance_km for n in found)
    assert len(found) == sum(office.can_be_visited for office in offices)


def test_should_never_offer_a_closed_or_planned_office_even_at_its_door(
    offices: tuple[Office, ...],
) -> None:
    gone = [office for office in offices if office.status in ("closed", "planned")]
    assert gone
    for office in gone:
        assert nearest(offices, office.position)[0].office.id != office.id


def test_should_order_equally_near_offices_the_same_way_every_time(
    offices: tuple[Office, ...],
) -> None:
    assert nearest(offices, STOCKHOLM) == nearest(reversed(offices), STOCKHOLM)
