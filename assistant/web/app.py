"""The web application, put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import Lifespan

from assistant.settings import Settings
from assistant.web import chat, errands, health, offices, page, places, spoken
from assistant.web.metrics import CountRequests
from assistant.web.problems import install_problems
from assistant.web.protocols import Bot, Knowledge
from assistant.web.security import Guard
from assistant.web.transcripts import Transcripts

_STATIC = Path(__file__).parent / "static"


def create_app(
    bot: Bot,
    knowledge: Knowledge,
    settings: Settings,
    lifespan: Lifespan[FastAPI] | None = None,
) -> FastAPI:
    """The app around a bot and a register. `lifespan` may start and stop them.

    FastAPI's own documentation pages are off, for they load scripts from elsewhere;
    /openapi.json is there.
    """
    app = FastAPI(
        title="Lotsen",
        summary="Which service office, and which agency, for an errand in anyone's words.",
        version=_version(),
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.bot = bot
    app.state.knowledge = knowledge
    app.state.settings = settings
    app.state.transcripts = Transcripts()
    install_problems(app)
    app.add_middleware(Guard)
    app.add_middleware(CountRequests)
    for feature in (page, chat, places, offices, errands, spoken, health):
        app.include_router(feature.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


def _version() -> str:
    try:
        return version("lotsen")
    except PackageNotFoundError:
        return "0"
