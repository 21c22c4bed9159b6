"""Message catalogues: gettext `.po` files by language, Swedish as the source and the fallback."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Literal

import structlog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_DIR = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "sv"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ckb"})

log = structlog.get_logger()


class MissingMessage(KeyError):
    """Not even the Swedish catalogue has this message."""

    code = "missing_message"


def languages() -> list[str]:
    """The languages that have a catalogue, Swedish first."""
    found = sorted(path.name for path in LOCALE_DIR.iterdir() if path.is_dir())
    return [SOURCE_LANGUAGE, *(code for code in found if code != SOURCE_LANGUAGE)]


def direction(language: str) -> Literal["ltr", "rtl"]:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def template(key: str, language: str, count: int | None = None) -> str:
    """The sentence for `key`, with its placeholders; `count` chooses the plural form.

    Falls back to Swedish, and logs that. Raises `MissingMessage` where Swedish lacks it too.
    """
    for candidate in dict.fromkeys((language, SOURCE_LANGUAGE)):
        catalogue = _load(candidate)
        if catalogue is None:
            continue
        text = (
            catalogue.gettext(key)
            if count is None
            else catalogue.ngettext(key, f"{key}_plural", count)
        )
        if text not in (key, f"{key}_plural"):
            return text
        log.error("message_missing", key=key, language=candidate)
    raise MissingMessage(key)


@cache
def _load(language: str) -> GNUTranslations | None:
    """All `.po` files of a language as one catalogue; None for an unknown language."""
    paths = sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.po"))
    catalogue: GNUTranslations | None = None
    for path in paths:
        compiled = io.BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        part = GNUTranslations(compiled)
        if catalogue:
            part.add_fallback(catalogue)
        catalogue = part
    return catalogue
