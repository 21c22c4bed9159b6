"""Rasa's REST channel for existing Rasa clients: POST /webhooks/rest/webhook."""

from __future__ import annotations

import secrets
from typing import Any, Protocol

from fastapi import APIRouter
from pydantic import BaseModel, Field


class RestBot(Protocol):
    """A bot that answers in Rasa's own message format."""

    async def rest(
        self, sender: str, text: str, metadata: dict[str, Any] | None
    ) -> list[dict[str, Any]]: ...


class RestMessage(BaseModel):
    """What Rasa clients send; unknown keys are ignored, as Rasa does."""

    sender: str = Field(default_factory=lambda: secrets.token_urlsafe(12), max_length=200)
    message: str = Field("", max_length=10_000)
    metadata: dict[str, Any] | None = None


def rest_channel(bot: RestBot) -> APIRouter:
    """The routes of the channel, around `bot`."""
    router = APIRouter(prefix="/webhooks/rest", tags=["rasa"])

    @router.get("/", summary="Whether the channel is there")
    def status() -> dict[str, str]:
        return {"status": "ok"}

    @router.post("/webhook", summary="Rasa's REST channel")
    async def webhook(message: RestMessage) -> list[dict[str, Any]]:
        return await bot.rest(message.sender, message.message, message.metadata)

    return router
