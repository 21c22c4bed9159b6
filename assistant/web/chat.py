"""One message to the bot: POST /api/chat."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from assistant.privacy import mask_personal_numbers
from assistant.settings import Settings
from assistant.web.dependencies import BotDep, SettingsDep
from assistant.web.languages import request_language
from assistant.web.metrics import MESSAGES
from assistant.web.protocols import Bot
from assistant.web.schemas import ChatRequest, ChatResponse, Message, Problem
from assistant.web.visitor_input import (
    check_language,
    check_position,
    check_text,
    new_sender,
)
from offices_db.models import Position

router = APIRouter(tags=["chat"])


@router.post(
    "/api/chat",
    summary="Ask the bot",
    responses={code: {"model": Problem} for code in (400, 413, 422, 500, 503)},
)
async def chat(
    body: ChatRequest, request: Request, response: Response, bot: BotDep, settings: SettingsDep
) -> ChatResponse:
    """Answer one message.

    Errors: `empty_text`, `text_too_long`, `unknown_language`, `invalid_position`,
    `position_outside_sweden`, `invalid_sender`, `invalid_json`, `bot_not_ready`.
    """
    language = check_language(body.language, settings)
    spoken = language or request_language(request, settings)
    text = safe_text(body.text, spoken, settings)
    position = (
        check_position(body.position.latitude, body.position.longitude, spoken)
        if body.position
        else None
    )
    response.headers["Cache-Control"] = "no-store"
    return await ask(bot, body.sender or new_sender(), text, language, position)


def safe_text(text: str, language: str, settings: Settings) -> str:
    """The text as the bot, the tracker and the page may see it. Raises as `check_text`."""
    return mask_personal_numbers(check_text(text, language, settings))


async def ask(
    bot: Bot, sender: str, text: str, language: str | None, position: Position | None
) -> ChatResponse:
    """The bot's answer, validated. `text` must come from `safe_text`."""
    reply = await bot.respond(sender, text, language, position)
    MESSAGES.labels(reply.language).inc()
    return ChatResponse(
        sender=sender,
        language=reply.language,
        direction=reply.direction,
        messages=[Message.model_validate(message) for message in reply.messages],
        forgotten=reply.forgotten,
    )
