"""HTML from templates; every value is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.replies.languages import direction, languages
from assistant.replies.languages import language as language_named
from assistant.settings import Settings
from assistant.web.office_card import OfficeCard, office_card
from assistant.web.schemas import Office, Problem
from assistant.web.texts import page_text
from assistant.web.transcripts import Turn

_SUGGESTIONS = ("1", "2", "3", "4")

_environment = Environment(
    loader=PackageLoader("assistant.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def chat_page(
    turns: Sequence[Turn],
    sender: str,
    language: str,
    settings: Settings,
    problem: Problem | None = None,
    typed: str = "",
) -> str:
    """The whole page: the conversation so far, and where to write.

    After a problem, `typed` is what the visitor wrote, so that nothing is lost.
    """
    return _render(
        "chat.html",
        language,
        settings,
        turns=turns,
        sender=sender,
        suggestions=[page_text(f"page.suggestion.{n}", language) for n in _SUGGESTIONS],
        problem=problem,
        typed=typed,
    )


def turn_fragment(turn: Turn, sender: str, language: str, settings: Settings) -> str:
    """One turn, to be appended to a page that is already open."""
    return _render("turn.html", language, settings, turn=turn, sender=sender)


def problem_page(problem: Problem, language: str, settings: Settings) -> str:
    """A problem that leaves nothing else to show."""
    return _render("problem.html", language, settings, problem=problem)


def _render(name: str, language: str, settings: Settings, **values: Any) -> str:
    return _environment.get_template(name).render(
        t=partial(_text, language),
        text_in=_text,
        card=_card,
        spoken=partial(_language_with_texts, page_language=language),
        language=language,
        direction=direction,
        is_draft=language_named(language).reviewed_by is None,
        languages=[(code, language_named(code).name) for code in settings.languages],
        **values,
    )


def _text(language: str, key: str, /, **values: object) -> str:
    return page_text(key, language, **values)


def _card(office: Office, language: str) -> OfficeCard:
    return office_card(office, language, datetime.now(timezone.utc))


def _language_with_texts(message_language: str, page_language: str) -> str:
    """The language of a card: the message's own, where the page has texts in it."""
    return message_language if message_language in languages() else page_language
