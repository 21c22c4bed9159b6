"""Liveness, readiness and metrics."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from assistant.web.dependencies import BotDep
from assistant.web.schemas import Health, Problem

router = APIRouter(tags=["operations"])


@router.get("/health", summary="Is the process alive?")
async def health() -> Health:
    """Answers as long as the process does."""
    return Health(status="ok")


@router.get("/ready", summary="Can the bot answer?", responses={503: {"model": Problem}})
async def ready(bot: BotDep) -> Health:
    """200 once the bot has loaded its model, `bot_not_ready` until then."""
    return Health(status="ready")


@router.get("/metrics", summary="Prometheus metrics", response_class=Response)
async def metrics() -> Response:
    """Counts and times since the start."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
