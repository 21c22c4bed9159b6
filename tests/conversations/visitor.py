"""A visitor who talks with the real bot through the public API, at a time that stands still."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from assistant.settings import settings

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEDNESDAY_MORNING = datetime(2026, 10, 14, 11, 0, tzinfo=STOCKHOLM)  # an ordinary working day
KIRUNA = (67.8557, 20.2251)


@lru_cache(maxsize=1)
def web_client(bot: BotRuntime) -> TestClient:
    """A client of the whole web face around a bot that has been started."""
    from assistant.queries import RegisterQueries
    from assistant.web.app import create_app
    from assistant.web.rest_channel import rest_channel

    queries = RegisterQueries(lambda text: bot.parse(text)["errands"])
    app = create_app(bot, queries, settings())
    app.include_router(rest_channel(bot))
    return TestClient(app, headers={"Accept-Language": "sv"})


def stop_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let it be `moment` (with a time zone) for opening hours and for words such as "imorgon"."""
    import actions.knowledge
    import assistant.bot.components.mention_finder as mention_finder

    class StoppedClock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    monkeypatch.setattr(actions.knowledge, "now", lambda: moment)
    monkeypatch.setattr(mention_finder, "datetime", StoppedClock)


@dataclass(frozen=True)
class Answer:
    """The bot's message, as the page shows it."""

    text: str
    language: str
    offices: list[dict[str, Any]]
    agencies: list[dict[str, Any]]
    choices: list[dict[str, str]]

    @property
    def office_ids(self) -> list[str]:
        return [office["id"] for office in self.offices]

    @property
    def agency_ids(self) -> list[str]:
        return [agency["id"] for agency in self.agencies]

    @property
    def titles(self) -> list[str]:
        """What can be tapped."""
        return [choice["title"] for choice in self.choices]


class Visitor:
    """One conversation. `language` is that of the page, where there is one."""

    def __init__(self, client: TestClient, language: str | None = None) -> None:
        self.client = client
        self.sender = secrets.token_urlsafe(12)
        self.language = language

    def says(self, text: str, position: tuple[float, float] | None = None) -> Answer:
        """The one message that answers `text`; `position` is latitude and longitude."""
        body: dict[str, Any] = {"sender": self.sender, "text": text, "language": self.language}
        if position:
            body["position"] = {"latitude": position[0], "longitude": position[1]}
        response = self.client.post("/api/chat", json=body)
        assert response.status_code == 200, response.text
        messages = response.json()["messages"]
        assert len(messages) == 1, messages
        del messages[0]["direction"]
        return Answer(**messages[0])

    def taps(self, answer: Answer, title: str) -> Answer:
        """What follows when the choice is tapped whose title holds `title`."""
        choice = next(choice for choice in answer.choices if title in choice["title"])
        return self.says(choice["text"])
