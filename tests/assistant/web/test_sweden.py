"""The outline of Sweden, against places on both sides of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant.web.sweden import is_in_sweden

DATA = Path(__file__).parents[3] / "offices_db" / "data"


def test_should_hold_every_place_of_the_gazetteer() -> None:
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    outside = [
        row["name"]
        for row in rows
        if not is_in_sweden((float(row["latitude"]), float(row["longitude"])))
    ]
    assert len(rows) > 2000
    assert not outside


@pytest.mark.parametrize(
    ("place", "position"),
    [
        ("Treriksröset", (69.05, 20.54)),
        ("Smygehuk", (55.34, 13.36)),
        ("Nordkoster", (58.89, 11.01)),
        ("Haparanda", (65.83, 24.13)),
        ("Fårö", (57.96, 19.2)),
        ("Riksgränsen", (68.42, 18.13)),
        ("Storlien", (63.31, 12.1)),
        ("Helsingborg", (56.04, 12.7)),
        ("Falsterbo", (55.39, 12.83)),
        ("Ven", (55.9, 12.7)),
        ("Grisslehamn", (60.1, 18.81)),
        ("Charlottenberg", (59.89, 12.3)),
    ],
)
def test_should_hold_the_farthest_places(place: str, position: tuple[float, float]) -> None:
    assert is_in_sweden(position), place


@pytest.mark.parametrize(
    ("place", "position"),
    [
        ("Oslo", (59.91, 10.75)),
        ("Halden", (59.13, 11.38)),
        ("Kongsvinger", (60.19, 12.0)),
        ("Trondheim", (63.43, 10.4)),
        ("Narvik", (68.44, 17.43)),
        ("København", (55.68, 12.57)),
        ("Helsingør", (56.03, 12.59)),
        ("Rønne", (55.1, 14.7)),
        ("Mariehamn", (60.1, 19.94)),
        ("Vaasa", (63.1, 21.62)),
        ("Rovaniemi", (66.5, 25.73)),
        ("Berlin", (52.52, 13.4)),
        ("the Gulf of Guinea", (0.0, 0.0)),
        ("latitude and longitude swapped", (18.07, 59.33)),
    ],
)
def test_should_leave_the_neighbours_out(place: str, position: tuple[float, float]) -> None:
    assert not is_in_sweden(position), place
