"""What the web face needs from the bot and from the register, as structural types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from offices_db.models import Position

QueryProblem = Literal[
    "unknown_errand",
    "unknown_agency",
    "unknown_municipality",
    "unknown_county",
    "place_not_found",
    "place_ambiguous",
    "place_abroad",
]


class BotReply(Protocol):
    """What the bot answers to one message.

    `language` is a language code; each message is a dict in the shape of `schemas.Message`.
    `forgotten`: the visitor had the conversation deleted.
    """

    @property
    def language(self) -> str: ...

    @property
    def direction(self) -> Literal["ltr", "rtl"]: ...

    @property
    def messages(self) -> Sequence[dict[str, Any]]: ...

    @property
    def forgotten(self) -> bool: ...


class Bot(Protocol):
    """The conversation, however it is run."""

    async def respond(
        self, sender: str, text: str, language: str | None, position: Position | None
    ) -> BotReply: ...

    def is_ready(self) -> bool: ...


class Knowledge(Protocol):
    """The register and the gazetteer, answering in the JSON shapes of `schemas`.

    `offices` raises `QueryRefused` for a name it does not know; `office` raises
    `offices_db.errors.OfficeNotFound`. Calls may block: routes run them in worker threads.
    """

    def places(self, text: str, limit: int) -> dict[str, Any]: ...

    def offices(
        self,
        near: str | None,
        position: Position | None,
        errand: str | None,
        agency: str | None,
        municipality: str | None,
        county: str | None,
        limit: int | None,
    ) -> list[dict[str, Any]]: ...

    def office(self, office_id: str) -> dict[str, Any]: ...

    def errands(self, text: str, language: str, limit: int) -> list[dict[str, Any]]: ...


class QueryRefused(Exception):
    """A query names something that is not known; `code` becomes the problem's code."""

    def __init__(self, code: QueryProblem, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code: QueryProblem = code
        self.value = value
