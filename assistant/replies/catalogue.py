"""Message catalogues: gettext `.po` files by language, Swedish as the source and the fallback."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations

import structlog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from assistant.replies.languages import LOCALE_DIR, SOURCE_LANGUAGE, base_language

log = structlog.get_logger()


class MissingMessage(KeyError):
    """Not even the Swedish catalogue has this message."""

    code = "missing_message"


def template(key: str, language: str, count: int | None = None) -> str:
    """The sentence for `key`, with its placeholders; `count` chooses the plural form.

    Falls back to the fuller form of a plain language, then to Swedish, and logs that. Raises
    `MissingMessage` where Swedish lacks it too.
    """
    base = base_language(language)
    for candidate in dict.fromkeys((language, base, SOURCE_LANGUAGE)):
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
        if candidate == base:  # a plain form may leave to its fuller one what is plain already
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
            write_mo(compiled, read_po(file))
        compiled.seek(0)
        part = GNUTranslations(compiled)
        if catalogue:
            part.add_fallback(catalogue)
        catalogue = part
    return catalogue
