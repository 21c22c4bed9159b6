"""Personal numbers are masked however they are written; other numbers stay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy import MASK, mask_personal_numbers


@pytest.mark.parametrize(
    "number",
    [
        "19811218-9876",
        "198112189876",
        "811218-9876",
        "8112189876",
        "811218+9876",
        "19811218 9876",
        "811218 9876",
        "81 12 18 9876",
        "1981 12 18 9876",
        "19811218 - 9876",
        "19811218–9876",  # with a dash, as phones put it
        "000229-1234",  # 2000 was a leap year
        "18900101-9802",
    ],
)
def test_should_mask_a_personal_number_in_any_spelling(number: str) -> None:
    assert mask_personal_numbers(number) == MASK


@pytest.mark.parametrize(
    "number",
    [
        "1981-12-18-9876",
        "1981-12-18 9876",
        "81-12-18-9876",
        "1981.12.18-9876",
        "19811218\u00a09876",  # copied from a page: a no-break space
        "19811218\u20119876",  # a no-break hyphen
        "19811218\u22129876",  # a minus sign
        "19811218 -  9876",
    ],
)
def test_should_mask_a_personal_number_with_other_marks_between(number: str) -> None:
    assert "9876" not in mask_personal_numbers(number)


@pytest.mark.parametrize("number", ["811278-9873", "19811278-9873", "198112789873", "811278 9873"])
def test_should_mask_coordination_numbers(number: str) -> None:
    assert mask_personal_numbers(number) == MASK


def test_should_mask_a_number_with_a_mistyped_check_digit() -> None:
    assert mask_personal_numbers("19811218-9870") == MASK


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mitt nummer är 811218-9876, vad gör jag?", f"mitt nummer är {MASK}, vad gör jag?"),
        ("(19811218-9876)", f"({MASK})"),
        ("pnr:198112189876.", f"pnr:{MASK}."),
        ("PNR19811218-9876", f"PNR{MASK}"),
        ("811218-9876 och 920101-1234", f"{MASK} och {MASK}"),
        ("811218-9876\n811218-9876", f"{MASK}\n{MASK}"),
    ],
)
def test_should_mask_numbers_inside_sentences(text: str, masked: str) -> None:
    assert mask_personal_numbers(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "17276",
        "172 76 Sundbyberg",
        "sedan 2019 eller 2020",
        "den 2025-04-10 klockan 10:00-16:00",
        "20250410",
        "ring 070-123 45 67",
        "ring 0731234567",
        "+46 70 123 45 67",
        "+46701234567",
        "0771-451 000",
        "020-50 50 50",
        "08-123 456 78",
        "112 eller 114 14",
        "556036-0793",  # a company's number: its third digit is 2 or more
        "OCR 1234567890123456",
        "OCR 99887766554433",
        "bankgiro 5050-1055",
        "ärende 123456-7890",  # there is no 34th month
        "äldre än 100 år",
        "19811218-987",
        "",
    ],
)
def test_should_leave_other_numbers_alone(text: str) -> None:
    assert mask_personal_numbers(text) == text


def test_should_not_tell_the_length_of_what_was_masked() -> None:
    assert mask_personal_numbers("8112189876") == mask_personal_numbers("19811218 - 9876")


DATES = st.dates(date(1900, 1, 1), date(2026, 12, 31))
SEPARATORS = st.sampled_from(["", "-", "+", " ", " - "])


@given(DATES, SEPARATORS, st.integers(0, 9999), st.booleans(), st.booleans())
def test_should_mask_every_number_with_a_date_that_exists(
    born: date, separator: str, last: int, century: bool, coordination: bool
) -> None:
    year = f"{born.year:04}" if century else f"{born.year % 100:02}"
    day = born.day + 60 * coordination
    number = f"{year}{born.month:02}{day:02}{separator}{last:04}"
    if not century and (born.month, born.day) == (2, 29):
        assert number not in mask_personal_numbers(f"hej {number}!")  # some century has that day
    else:
        assert mask_personal_numbers(f"hej {number}!") == f"hej {MASK}!"


@given(st.text())
def test_should_survive_any_text(text: str) -> None:
    masked = mask_personal_numbers(text)
    assert mask_personal_numbers(masked) == masked
