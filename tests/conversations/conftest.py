"""A visitor in front of the real bot, on an ordinary Wednesday at eleven."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.visitor import WEDNESDAY_MORNING, Visitor, stop_clock, web_client

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime


@pytest.fixture
def visitor(bot: BotRuntime, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    stop_clock(monkeypatch, WEDNESDAY_MORNING)
    return Visitor(web_client(bot))
