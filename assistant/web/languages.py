"""Which language a request is answered in."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from fastapi import Request

from assistant.settings import Settings


def offered_language(tag: str | None, settings: Settings) -> str | None:
    """The offered language a BCP 47 tag stands for: `en-GB` is `en`. None if not offered."""
    if not tag:
        return None
    try:
        locale = Locale.parse(tag.strip(), sep="-" if "-" in tag else "_")
    except (UnknownLocaleError, ValueError):
        return None
    return locale.language if locale.language in settings.languages else None


def accepted_language(request: Request, settings: Settings) -> str | None:
    """The first offered language of the `Accept-Language` header, by its weights."""
    tags = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, parameters = part.partition(";")
        tags.append((_weight(parameters), tag))
    for weight, tag in sorted(tags, key=lambda pair: -pair[0]):
        language = offered_language(tag, settings)
        if weight > 0 and language:
            return language
    return None


def request_language(request: Request, settings: Settings) -> str:
    """The language to speak with whoever sent this: as asked, as the browser, or the default."""
    asked = offered_language(request.query_params.get("language"), settings)
    return asked or accepted_language(request, settings) or settings.default_language


def own_name(language: str) -> str:
    """A language's name in itself, written as on a sign: Svenska, English."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def _weight(parameters: str) -> float:
    """The weight in `q=0.8`; 1 when there is none, 0 when it is not a number."""
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
