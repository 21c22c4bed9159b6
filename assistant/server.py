"""The web application with the real bot and the real register behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from assistant.bot.runtime import BotRuntime
from assistant.queries import RegisterQueries
from assistant.settings import settings
from assistant.web.app import create_app
from assistant.web.rest_channel import rest_channel


def create_server_app(model: Path) -> FastAPI:
    """The app; the bot is loaded when it starts, so `/health` answers meanwhile."""
    bot = BotRuntime(model)
    queries = RegisterQueries(lambda text: bot.parse(text)["errands"])

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        bot.start()
        yield
        bot.stop()

    app = create_app(bot, queries, settings(), lifespan)
    app.include_router(rest_channel(bot))
    return app
