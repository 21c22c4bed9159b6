"""Cuts a message into the parts that may each hold an errand: "pass och barnbidrag" → two."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("conjunctions.yml")


def clauses(text: str) -> list[str]:
    """The parts between full stops, commas and conjunctions of any language; one if there are none.

    "sjuk- och aktivitetsersättning" stays whole: the hyphen waits for its second half.
    """
    return [part.strip() for part in _boundary().split(text) if part and part.strip()]


@cache
def _boundary() -> re.Pattern[str]:
    rows: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    words = sorted({word for row in rows.values() for word in row}, key=len, reverse=True)
    joined = "|".join(map(re.escape, words))
    return re.compile(rf"[.!?;,،؛\n]+|(?<=[^\W-])\s+(?:{joined})\s+", re.IGNORECASE)
