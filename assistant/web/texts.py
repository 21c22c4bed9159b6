"""The page's own texts, from the message catalogues."""

from __future__ import annotations

from assistant.replies.catalogue import template


def page_text(key: str, language: str, **values: object) -> str:
    """The text of `key` in `language`, or in Swedish where it is not translated.

    Raises MissingMessage for a key that no catalogue has, KeyError for a value left out.
    """
    return template(key, language).format_map(values)
