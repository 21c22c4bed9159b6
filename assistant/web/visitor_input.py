"""What visitors send, made safe before anything else reads it."""

from __future__ import annotations

import re
import secrets
import unicodedata

from assistant.settings import Settings
from assistant.web.languages import offered_language
from assistant.web.problems import ProblemError
from assistant.web.sweden import is_in_sweden
from offices_db.models import Position

_SENDER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SPACE = re.compile(r"\s+")
_DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
# Rasa executes a message that starts with "/", so it never sees one.
_COMMAND = re.compile(r"^[\s/]+")


def new_sender() -> str:
    """An id for a conversation that nobody can guess."""
    return secrets.token_urlsafe(24)


def known_sender(sender: str | None) -> str | None:
    """`sender` if it has the form of an id, else None."""
    return sender if sender and _SENDER.fullmatch(sender) else None


def clean_text(text: str) -> str:
    """`text` on one line, without control characters and without a leading slash.

    Joiners inside words and emoji are kept, for Persian and others need them.
    """
    kept = "".join(character for character in text if not _is_control(character))
    return _COMMAND.sub("", _SPACE.sub(" ", kept).strip())


def check_text(text: str, language: str | None, settings: Settings) -> str:
    """The cleaned text. Raises `empty_text` and `text_too_long`."""
    cleaned = clean_text(text)
    if not cleaned:
        raise ProblemError("empty_text", language)
    if len(cleaned) > settings.chat_max_characters:
        raise ProblemError("text_too_long", language, limit=settings.chat_max_characters)
    return cleaned


def check_language(tag: str | None, settings: Settings) -> str | None:
    """The offered language of a tag; None when there is none. Raises `unknown_language`."""
    if tag is None:
        return None
    language = offered_language(tag, settings)
    if language is None:
        raise ProblemError("unknown_language", languages=", ".join(settings.languages))
    return language


def check_position(latitude: float, longitude: float, language: str | None = None) -> Position:
    """The position, rounded to about one kilometre. Raises `position_outside_sweden`."""
    if not is_in_sweden((latitude, longitude)):
        raise ProblemError("position_outside_sweden", language)
    return (round(latitude, 2), round(longitude, 2))


def _is_control(character: str) -> bool:
    if character.isspace():
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION_CONTROLS
