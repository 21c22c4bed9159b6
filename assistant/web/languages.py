"""Which language a request is answered in."""

from __future__ import annotations

from fastapi import Request

from assistant.settings import Settings

_SAME = {"hr": "bs", "sr": "bs", "ku": "kmr", "prs": "fa"}  # what browsers call them


def offered_language(tag: str | None, settings: Settings) -> str | None:
    """The offered language a BCP 47 tag stands for: `en-GB` is `en`. None if not offered."""
    tag = (tag or "").strip().replace("_", "-").lower()
    main = tag.partition("-")[0]
    candidates = (tag, main, _SAME.get(main))
    return next((code for code in candidates if code in settings.languages), None)


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


def _weight(parameters: str) -> float:
    """The weight in `q=0.8`; 1 when there is none, 0 when it is not a number."""
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
