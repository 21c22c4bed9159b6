"""What visitors are told about opening hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offices_db.holidays import holiday_name, holiday_on, next_holiday
from offices_db.hours import (
    STOCKHOLM,
    WEEKDAYS,
    InvalidHours,
    day_at,
    state_at,
    validate_hours,
    week,
)
from offices_db.models import Office

UPPSALA = Office(
    id="uppsala",
    name="Uppsala",
    locality="Uppsala",
    municipality="Uppsala",
    municipality_code="0380",
    county="Uppsala län",
    status="open",
    opened=None,
    closed=None,
    street_address=None,
    latitude=59.86,
    longitude=17.64,
    position_precision="town",
    opening_hours="Mo-Fr 10:00-16:00",
    closed_weekday=None,
    migrationsverket=None,
    id_card=None,
    confidence="reported",
    checked_on="2025",
    source="test",
    note=None,
)
ODENPLAN = replace(UPPSALA, id="stockholm-odenplan", opening_hours=None, closed_weekday="Mo")
HUDIKSVALL = replace(UPPSALA, id="hudiksvall", opening_hours=None, note="3 days a week")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_should_be_open_on_a_working_day_and_say_when_it_closes() -> None:
    state = state_at(UPPSALA, at("2026-11-24 12:30"))
    assert state.open_now is True
    assert state.closes_at == state.next_change == at("2026-11-24 16:00")
    assert state.reason is None


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [("09:59", False), ("10:00", True), ("15:59", True), ("16:00", False)],
)
def test_should_open_and_close_on_the_minute(moment: str, open_now: bool) -> None:
    assert state_at(UPPSALA, at(f"2026-11-24 {moment}")).open_now is open_now


def test_should_say_that_it_opens_on_monday_when_asked_on_friday_evening() -> None:
    state = state_at(UPPSALA, at("2026-11-20 18:00"))
    assert (state.open_now, state.reason) == (False, "outside_hours")
    assert state.next_opening == at("2026-11-23 10:00")


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        ("2026-12-24", "christmas_eve"),
        ("2026-12-25", "christmas_day"),
        ("2026-12-31", "new_years_eve"),
        ("2027-01-01", "new_years_day"),
        ("2026-06-19", "midsummer_eve"),
        ("2026-04-03", "good_friday"),
        ("2027-05-06", "ascension_day"),
    ],
)
def test_should_be_closed_on_a_holiday_and_name_it(day: str, holiday: str) -> None:
    hours = day_at(UPPSALA, date.fromisoformat(day))
    assert (hours.open, hours.reason, hours.holiday) == (False, "public_holiday", holiday)


def test_should_skip_christmas_when_looking_for_the_next_opening() -> None:
    # 24 December 2026 is a Thursday, the 26th a Saturday
    assert state_at(UPPSALA, at("2026-12-24 11:00")).next_opening == at("2026-12-28 10:00")


def test_should_skip_new_year_when_looking_for_the_next_opening() -> None:
    assert state_at(UPPSALA, at("2026-12-30 16:00")).next_opening == at("2027-01-04 10:00")


def test_should_be_open_on_an_eve_that_is_a_working_day_but_mention_the_eve() -> None:
    hours = day_at(UPPSALA, date(2026, 4, 2))
    assert (hours.open, hours.holiday) == (True, "maundy_thursday")


def test_should_know_closed_mondays_even_where_hours_are_unknown() -> None:
    monday = day_at(ODENPLAN, date(2026, 11, 23))
    assert (monday.open, monday.reason) == (False, "closed_weekday")
    assert day_at(ODENPLAN, date(2026, 11, 24)).open is None


def test_should_be_closed_at_weekends_and_holidays_even_where_hours_are_unknown() -> None:
    assert state_at(HUDIKSVALL, at("2026-11-22 12:00")).reason == "weekend"
    assert state_at(HUDIKSVALL, at("2026-12-24 12:00")).reason == "public_holiday"


def test_should_not_guess_a_next_opening_where_hours_are_unknown() -> None:
    state = state_at(HUDIKSVALL, at("2026-11-22 12:00"))
    assert (state.open_now, state.next_opening) == (False, None)
    assert state_at(HUDIKSVALL, at("2026-11-24 12:00")).open_now is None


@settings(deadline=None)  # the first call works out a year of holidays
@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(timezone.utc)),
    st.sampled_from([None, *WEEKDAYS[:5]]),
    st.sampled_from(["open", "closing", "closed", "planned"]),
)
def test_should_never_be_open_where_hours_are_unknown(
    moment: datetime, closed_weekday: str | None, status: Any
) -> None:
    office = replace(HUDIKSVALL, closed_weekday=closed_weekday, status=status)
    state = state_at(office, moment)
    assert state.open_now is not True
    assert state.next_change is None


@settings(deadline=None)  # the first call works out a year of holidays
@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(timezone.utc)))
def test_should_be_open_at_the_next_opening_and_closed_at_closing_time(moment: datetime) -> None:
    state = state_at(UPPSALA, moment)
    if state.next_opening:
        assert state.next_opening > moment
        assert state_at(UPPSALA, state.next_opening).open_now is True
    if state.closes_at:
        assert state_at(UPPSALA, state.closes_at).open_now is False


@pytest.mark.parametrize("status", ["closed", "planned"])
def test_should_never_be_open_when_closed_for_good_or_not_yet_opened(status: Any) -> None:
    state = state_at(replace(UPPSALA, status=status), at("2026-11-24 12:00"))
    assert (state.open_now, state.reason) == (False, f"office_{status}")
    assert state.next_opening is None


def test_should_be_open_as_usual_until_the_day_it_closes_for_good() -> None:
    closing = replace(UPPSALA, status="closing", closed="2026-11-24")
    assert state_at(closing, at("2026-11-23 12:00")).open_now is True
    assert state_at(closing, at("2026-11-23 17:00")).next_opening is None
    assert day_at(closing, date(2026, 11, 24)).reason == "office_closed"


def test_should_not_be_sure_in_the_month_in_which_it_closes() -> None:
    closing = replace(UPPSALA, status="closing", closed="2026-11")
    assert day_at(closing, date(2026, 10, 30)).open is True
    assert day_at(closing, date(2026, 11, 24)).open is None
    assert day_at(closing, date(2026, 12, 1)).reason == "office_closed"


@pytest.mark.parametrize("sunday", ["2026-03-29", "2026-10-25"])
def test_should_open_at_ten_local_time_after_the_clocks_change(sunday: str) -> None:
    state = state_at(UPPSALA, at(f"{sunday} 01:30"))
    assert state.next_opening is not None
    assert state.next_opening.isoformat()[11:16] == "10:00"
    assert state.next_opening.date() == date.fromisoformat(sunday) + timedelta(days=1)
    assert state_at(UPPSALA, state.next_opening).open_now is True


def test_should_read_times_of_other_zones_as_stockholm_time() -> None:
    assert state_at(UPPSALA, datetime(2026, 7, 1, 8, 0, tzinfo=timezone.utc)).open_now is True
    assert state_at(UPPSALA, datetime(2026, 11, 24, 8, 59, tzinfo=timezone.utc)).open_now is False


def test_should_refuse_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        state_at(UPPSALA, datetime(2026, 11, 24, 12))


def test_should_keep_lunch_closed_and_name_both_intervals() -> None:
    office = replace(UPPSALA, opening_hours="Mo-Fr 09:00-12:00,13:00-15:00")
    state = state_at(office, at("2026-11-24 12:15"))
    assert (state.open_now, state.next_opening) == (False, at("2026-11-24 13:00"))
    assert day_at(office, date(2026, 11, 24)).intervals == (
        (time(9), time(12)),
        (time(13), time(15)),
    )


def test_should_be_closed_on_days_its_hours_leave_out() -> None:
    office = replace(UPPSALA, opening_hours="Mo,We,Th 10:00-15:00")
    assert day_at(office, date(2026, 11, 24)).reason == "closed_day"
    assert day_at(office, date(2026, 11, 28)).reason == "weekend"


def test_should_follow_hours_that_name_saturdays_or_holidays() -> None:
    office = replace(UPPSALA, opening_hours="Mo-Sa 10:00-16:00; PH 11:00-12:00")
    assert day_at(office, date(2026, 11, 28)).open is True
    assert day_at(office, date(2026, 12, 24)).intervals == ((time(11), time(12)),)


@pytest.mark.parametrize(
    "doubtful", ['Mo-Fr 10:00-16:00 "by appointment"', "Mo-Fr 10:00-16:00 unknown"]
)
def test_should_not_call_doubtful_hours_open(doubtful: str) -> None:
    office = replace(UPPSALA, opening_hours=doubtful)
    assert state_at(office, at("2026-11-24 12:00")).open_now is None


def test_should_list_a_week_day_by_day() -> None:
    days = week(UPPSALA, date(2026, 12, 21))
    assert [day.open for day in days] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    "text", ["", "   ", "10-16", "vardagar 10-16", "24/7", "Mo-Fr", "Mo-Fr 16:00-10:00"]
)
def test_should_refuse_hours_that_are_not_hours(text: str) -> None:
    with pytest.raises(InvalidHours) as error:
        validate_hours(text)
    assert error.value.code == "invalid_opening_hours"


@pytest.mark.parametrize(
    "text", ["Mo-Fr 10:00-16:00", "Mo,We 09:30-12:00,13:00-15:00; PH off", "Tu-Fr 10:00-16:00"]
)
def test_should_accept_ordinary_hours(text: str) -> None:
    validate_hours(text)


def test_should_name_every_holiday_in_both_languages() -> None:
    days = (date(2020, 1, 1) + timedelta(days=n) for n in range(11 * 365))
    keys = {holiday.key for day in days if (holiday := holiday_on(day))}
    assert {"christmas_eve", "midsummer_eve", "may_day", "all_saints_day"} <= keys
    for key in keys:
        assert holiday_name(key, "sv") != holiday_name(key, "en")
        assert holiday_name(key, "xx") == holiday_name(key, "sv")


def test_should_find_moving_holidays_also_across_the_turn_of_the_year() -> None:
    assert next_holiday("good_friday", date(2026, 11, 22)) == date(2027, 3, 26)
    assert next_holiday("christmas_eve", date(2026, 12, 24)) == date(2026, 12, 24)
    assert next_holiday("new_years_day", date(2026, 12, 31)) == date(2027, 1, 1)


def test_should_prefer_the_name_of_the_holiday_that_closes() -> None:
    # 30 April 2027 is Walpurgis Night; 1 May 2008 was May Day and Ascension Day
    walpurgis = holiday_on(date(2027, 4, 30))
    assert walpurgis is not None and not walpurgis.closes
    may_day = holiday_on(date(2008, 5, 1))
    assert may_day is not None and may_day.closes


@pytest.mark.parametrize("year", [2025, 2027, 2031])
def test_should_agree_with_the_holidays_that_the_hours_library_knows(year: int) -> None:
    stated = replace(UPPSALA, opening_hours="Mo-Su 10:00-16:00; PH off")
    left_out = replace(UPPSALA, opening_hours="Mo-Su 10:00-16:00")
    for n in range(365):
        day = date(year, 1, 1) + timedelta(days=n)
        assert day_at(stated, day).open == day_at(left_out, day).open, day
