"""What routes ask for: the bot, the register and the settings of the running app."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.settings import Settings
from assistant.web.problems import ProblemError
from assistant.web.protocols import Bot, Knowledge
from assistant.web.transcripts import Transcripts


def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def _bot(request: Request) -> Bot:
    """The bot, once it can answer. Raises `bot_not_ready`."""
    bot = cast(Bot, request.app.state.bot)
    if not bot.is_ready():
        raise ProblemError("bot_not_ready")
    return bot


def _knowledge(request: Request) -> Knowledge:
    return cast(Knowledge, request.app.state.knowledge)


def _transcripts(request: Request) -> Transcripts:
    return cast(Transcripts, request.app.state.transcripts)


SettingsDep = Annotated[Settings, Depends(_settings)]
BotDep = Annotated[Bot, Depends(_bot)]
KnowledgeDep = Annotated[Knowledge, Depends(_knowledge)]
TranscriptsDep = Annotated[Transcripts, Depends(_transcripts)]
