"""Which day a visitor means. Most tests ask on Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.bot.days import find_day
from assistant.bot.phrases import phrase_files
from offices_db.holidays import next_holiday

SUNDAY = date(2026, 11, 22)
WEDNESDAY = date(2026, 11, 18)


def day(text: str, language: str | None = "sv", today: date = SUNDAY) -> str | None:
    mention = find_day(text, language, today)
    return mention.day.isoformat() if mention else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("öppet idag?", "2026-11-22"),
        ("har ni öppet nu", "2026-11-22"),
        ("ikväll", "2026-11-22"),
        ("imorgon", "2026-11-23"),
        ("i morgon bitti", "2026-11-23"),
        ("i övermorgon", "2026-11-24"),
        ("är det öppet på lördag i Uppsala", "2026-11-28"),
        ("öppet lördagar?", "2026-11-28"),
        ("har ni öppet på helger", "2026-11-22"),
        ("öppet mån?", "2026-11-23"),
        ("stängt på tors.", "2026-11-26"),
        ("julafton", "2026-12-24"),
        ("öppet på juldagen", "2026-12-25"),
        ("annandag jul", "2026-12-26"),
        ("öppet i mellandagarna?", "2026-12-28"),
        ("på nyårsafton", "2026-12-31"),
        ("efter nyår", "2027-01-04"),
        ("innan jul", "2026-12-23"),
        ("dagen efter julafton", "2026-12-25"),
        ("trettondagen", "2027-01-06"),
        ("skärtorsdagen", "2027-03-25"),
        ("långfredag", "2027-03-26"),
        ("i påsk", "2027-03-26"),
        ("valborg", "2027-04-30"),
        ("första maj", "2027-05-01"),
        ("Kristi himmelsfärd", "2027-05-06"),
        ("nationaldagen", "2027-06-06"),
        ("till midsommar", "2027-06-25"),
        ("alla helgons dag", "2027-11-06"),
        ("24 december", "2026-12-24"),
        ("den 24:e dec 2027", "2027-12-24"),
        ("24/12", "2026-12-24"),
        ("31/12-2026", "2026-12-31"),
        ("2026-12-24", "2026-12-24"),
        ("är det öppet den 3:e?", "2026-12-03"),
    ],
)
def test_should_understand_swedish_days(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("are you open now?", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("the day after tomorrow", "2026-11-24"),
        ("open on Saturday", "2026-11-28"),
        ("open sat?", "2026-11-28"),
        ("this Friday", "2026-11-27"),
        ("open on weekends", "2026-11-22"),
        ("Christmas Eve", "2026-12-24"),
        ("new year’s eve", "2026-12-31"),
        ("after new year", "2027-01-04"),
        ("Good Friday", "2027-03-26"),
        ("May 1st", "2027-05-01"),
        ("1 May", "2027-05-01"),
        ("the 24th of December", "2026-12-24"),
        ("Dec 24, 2026", "2026-12-24"),
        ("12/24", "2026-12-24"),
        ("on the 3rd", "2026-12-03"),
    ],
)
def test_should_understand_english_days(text: str, expected: str) -> None:
    assert day(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oppet pa lordag", "2026-11-28"),
        ("overmorgon", "2026-11-24"),
        ("nyarsafton", "2026-12-31"),
        ("JULAFTON", "2026-12-24"),
        ("pa\u030a lo\u0308rdag", "2026-11-28"),  # letters and rings apart, as some phones send
        ("öppet på lödag", "2026-11-28"),
        ("öppet på juafton", "2026-12-24"),
        ("imorrn", "2026-11-23"),
    ],
)
def test_should_forgive_missing_diacritics_and_slips(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "kan man få hjälp",
        "öppet? man undrar",
        "min son ska få pass",
        "en dag i veckan",
        "god morgon",
        "planeten mars",
        "öppet 24/7?",
        "19901224-1234",
        "0771-524 524",
        "kl 10-16",
        "17276",
        "30 februari",
        "soptunnan tömdes inte i tisdags",
        "förra fredagen var det stängt",
        "jag var där igår",
        "jag vill inte åka i onödan",
        "kontor i Vålberg",
        "han kommer från Jordan",
    ],
)
def test_should_not_find_days_in_ordinary_swedish_words(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "my son sat in the sun",
        "I may go 3 times",
        "a master's degree from eastern Europe",
        "we moved last weekend",
        "the 2nd option",
        "he is wed to a Swede",
        "I live in Stora Sundby",
        "Frida said so",
    ],
)
def test_should_not_find_days_in_ordinary_english_words(text: str) -> None:
    assert day(text, "en") is None


def test_should_read_this_weekday_as_today_and_next_weekday_as_next_week() -> None:
    assert day("på onsdag", today=WEDNESDAY) == "2026-11-18"
    assert day("nästa onsdag", today=WEDNESDAY) == "2026-11-25"
    assert day("nästa fredag", today=WEDNESDAY) == "2026-11-27"
    assert day("next Friday", "en", WEDNESDAY) == "2026-11-27"
    assert day("fredag nästa vecka", today=WEDNESDAY) == "2026-11-27"
    assert day("nästa måndag") == "2026-11-23"


def test_should_cross_the_turn_of_the_year() -> None:
    new_years_eve = date(2026, 12, 31)
    assert day("imorgon", today=new_years_eve) == "2027-01-01"
    assert day("nyårsafton", today=new_years_eve) == "2026-12-31"
    assert day("julafton", today=new_years_eve) == "2027-12-24"
    assert day("den 2:a", today=new_years_eve) == "2027-01-02"
    assert day("i mellandagarna", today=date(2026, 12, 29)) == "2026-12-29"


def test_should_wait_for_the_leap_year() -> None:
    assert day("29 februari") == "2028-02-29"


def test_should_keep_a_year_that_is_given_even_if_past() -> None:
    assert day("2025-12-24") == "2025-12-24"


def test_should_prefer_a_named_day_to_a_word_for_now() -> None:
    assert day("jag undrar nu om ni har öppet på torsdag") == "2026-11-26"


def test_should_prefer_the_date_beside_a_weekday() -> None:
    mention = find_day("öppet på lördag den 5/12?", "sv", SUNDAY)
    assert mention is not None
    assert (mention.day, mention.kind) == (date(2026, 12, 5), "date")
    assert mention.text == "på lördag den 5/12"


@pytest.mark.parametrize(
    ("text", "language", "mention", "kind"),
    [
        ("Är det öppet på julafton i Uppsala?", "sv", "på julafton", "holiday"),
        ("öppet mån i Visby", "sv", "mån", "weekday"),
        ("Is Kista open tomorrow?", "en", "tomorrow", "relative"),
        ("hej! 24 december, tack", "sv", "24 december", "date"),
    ],
)
def test_should_say_exactly_which_words_name_the_day(
    text: str, language: str, mention: str, kind: str
) -> None:
    found = find_day(text, language, SUNDAY)
    assert found is not None
    assert text[found.start : found.end] == found.text == mention
    assert found.kind == kind


@pytest.mark.parametrize("language", [None, "en", "xx"])
def test_should_understand_swedish_days_on_a_page_in_another_language(language: str | None) -> None:
    assert day("öppet på julafton i Uppsala?", language) == "2026-12-24"


@settings(deadline=None)  # the first call reads files
@given(st.text(max_size=80), st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_should_read_any_text_without_failing(text: str, today: date) -> None:
    mention = find_day(text, None, today)
    assert mention is None or mention.text == text[mention.start : mention.end]


@settings(deadline=None)  # the first call reads files
@given(
    st.sampled_from(
        ["idag", "på lördag", "nästa fredag", "julafton", "i påsk", "1/2", "efter jul"]
    ),
    st.dates(date(2020, 1, 1), date(2060, 1, 1)),
)
def test_should_find_a_day_of_the_coming_year(text: str, today: date) -> None:
    mention = find_day(text, "sv", today)
    assert mention is not None
    assert today <= mention.day <= today + timedelta(days=400)


@pytest.mark.parametrize("language", sorted(phrase_files("days.yml")))
def test_should_know_every_weekday_and_every_holiday_named_in_the_data(language: str) -> None:
    data = phrase_files("days.yml")[language]
    for weekday, name in Locale.parse(data["cldr"]).days["stand-alone"]["wide"].items():
        found = find_day(name, language, SUNDAY)
        assert found is not None and found.day.weekday() == weekday
    for keys, forms in data["words"]["holiday"].items():
        first = min(next_holiday(key, SUNDAY) for key in keys.split())
        for form in forms:
            assert day(form, language) == first.isoformat(), form


def test_should_read_a_long_message_quickly() -> None:
    text = "jag undrar om ni kan hjälpa mig med föräldrapenning " * 10
    find_day(text, "sv", SUNDAY)
    start = process_time()
    find_day(text, "sv", SUNDAY)
    assert process_time() - start < 0.1
