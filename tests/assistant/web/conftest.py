"""The web app around a fake bot and a fake register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from tests.assistant.web.fakes import FakeBot, FakeKnowledge


@pytest.fixture
def bot() -> FakeBot:
    return FakeBot()


@pytest.fixture
def knowledge() -> FakeKnowledge:
    return FakeKnowledge()


@pytest.fixture
def client(bot: FakeBot, knowledge: FakeKnowledge) -> Iterator[TestClient]:
    """A visitor whose browser prefers Swedish."""
    app = create_app(bot, knowledge, Settings())
    with TestClient(app, headers={"Accept-Language": "sv"}) as client:
        yield client
