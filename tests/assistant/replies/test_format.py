"""How distances, dates, times and lists read in a reply."""

from __future__ import annotations

from datetime import date, time

import pytest

from assistant.replies import format as fmt


@pytest.mark.parametrize(
    ("km", "expected"),
    [
        (0.0, "1 km"),
        (0.4, "1 km"),
        (1.4, "1 km"),
        (2.3, "2 km"),
        (27.4, "27 km"),
        (99.4, "99 km"),
        (243.0, "240 km"),
    ],
)
def test_should_not_give_distances_finer_than_positions_are_known(km: float, expected: str) -> None:
    assert fmt.distance(km, "sv").replace("\xa0", " ") == expected


def test_should_write_distances_in_the_readers_script() -> None:
    assert fmt.distance(12, "uk").replace("\xa0", " ") == "12 км"


def test_should_refuse_a_negative_distance() -> None:
    with pytest.raises(ValueError, match="-1"):
        fmt.distance(-1, "sv")


@pytest.mark.parametrize(
    ("iso", "swedish", "english"),
    [
        ("2025-06-13", "13 juni 2025", "13 June 2025"),
        ("2022-06", "juni 2022", "June 2022"),
        ("2021", "2021", "2021"),
    ],
)
def test_should_write_dates_as_precisely_as_they_are_known(
    iso: str, swedish: str, english: str
) -> None:
    assert fmt.date(iso, "sv") == swedish
    assert fmt.date(iso, "en") == english


@pytest.mark.parametrize("broken", ["", "june", "2025-13", "2025-02-30"])
def test_should_refuse_what_is_not_a_date(broken: str) -> None:
    with pytest.raises(ValueError):
        fmt.date(broken, "sv")


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("sv", "torsdag 24 december"),
        ("en", "Thursday, 24 December"),
        ("es", "jueves, 24 de diciembre"),
        ("de", "Donnerstag, 24. Dezember"),
        ("zh", "12月24日星期四"),
    ],
)
def test_should_name_weekday_and_month_in_full(locale: str, expected: str) -> None:
    assert fmt.day(date(2026, 12, 24), locale) == expected


def test_should_name_weekdays() -> None:
    assert [fmt.weekday(index, "sv") for index in (0, 6)] == ["måndag", "söndag"]


@pytest.mark.parametrize("locale", ["sv", "en", "ar", "so"])
def test_should_write_times_on_the_24_hour_clock(locale: str) -> None:
    assert fmt.clock(time(16, 30), locale) == "16:30"


def test_should_write_opening_hours_as_one_span() -> None:
    assert fmt.hours_interval(time(10), time(16), "sv") == "10:00–16:00"


def test_should_keep_the_groups_of_a_phone_number_in_order_in_arabic() -> None:
    assert fmt.phone("0771-524 524", "sv") == "0771-524 524"
    assert fmt.phone("0771-524 524", "ar") == "\u20660771-524 524\u2069"


def test_should_join_lists_as_the_language_does() -> None:
    assert fmt.join(["A", "B", "C"], "sv") == "A, B och C"
    assert fmt.join(["A", "B", "C"], "sv", "or") == "A, B eller C"
    assert fmt.join(["A", "B"], "en") == "A and B"
    assert fmt.join(["A"], "sv") == "A"
    assert fmt.join([], "sv") == ""
