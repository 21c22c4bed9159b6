"""Masks Swedish personal numbers in running text, before anything keeps or logs it."""

from __future__ import annotations

import re
from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.se import personnummer

MASK = "●●●●●●-●●●●"

# Ten or twelve digits, with hyphens, dots or spaces of any kind where people put them.
_GAP = "[ \u00a0\u202f]{0,2}[-+.\u2010-\u2013\u2212]?[ \u00a0\u202f]{0,2}"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?:(?:18|19|20)\d{{2}}|\d{{2}}){_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{4}}(?!\d)"
)
_COORDINATION_DAYS = 60  # a coordination number adds 60 to the day of birth


def mask_personal_numbers(text: str) -> str:
    """Replace each personal or coordination number by a mask of fixed length.

    A number counts if its date exists: also where the check digit is wrong, since a mistyped
    number still points at a person.
    """
    return _CANDIDATE.sub(lambda m: MASK if _is_personal(m.group()) else m.group(), text)


def _is_personal(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    if _is_valid(digits):
        return True
    year, month, day = digits[:-8], int(digits[-8:-6]), int(digits[-6:-4])
    if day > _COORDINATION_DAYS:
        day -= _COORDINATION_DAYS
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    except ValueError:
        return False
    return True


def _is_valid(digits: str) -> bool:
    try:
        personnummer.validate(digits)
    except ValidationError:
        return False
    return True
