"""The languages that have a catalogue: their names, their writing, and who reviewed the texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from babel import Locale

FILE = Path(__file__).with_suffix(".yml")
LOCALE_DIR = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "sv"


@dataclass(frozen=True)
class Language:
    """One row of `languages.yml`. `code` is a BCP 47 tag: "sv", "sv-simple", "kmr"."""

    code: str
    name: str
    base: str  # the language that it is a plainer form of, or itself
    reviewed_by: str | None
    also: tuple[str, ...]

    @property
    def locale(self) -> Locale:
        """How CLDR knows it."""
        return Locale.parse(self.base)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a catalogue, in the order of `languages.yml`."""
    return tuple(code for code in _known() if (LOCALE_DIR / code).is_dir())


def language(code: str) -> Language:
    """Raises `KeyError` for a language that `languages.yml` does not name."""
    return _known()[code]


def direction(code: str) -> Literal["ltr", "rtl"]:
    known = code in _known()
    return "rtl" if known and language(code).locale.text_direction == "rtl" else "ltr"


def base_language(code: str) -> str:
    """The language that `code` is a plainer form of: "sv" for "sv-simple"; else `code` itself."""
    return language(code).base if code in _known() else code


@cache
def _known() -> dict[str, Language]:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        code: Language(
            code, row["name"], row.get("of", code), row["reviewed_by"], tuple(row.get("also", ()))
        )
        for code, row in rows.items()
    }
