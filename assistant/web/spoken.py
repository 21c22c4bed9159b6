"""The languages on offer: GET /api/languages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.languages import language_rows
from assistant.web.dependencies import SettingsDep
from assistant.web.schemas import SpokenLanguage

router = APIRouter(tags=["languages"])


@router.get("/api/languages", summary="What each language has", response_model=list[SpokenLanguage])
def languages(settings: SettingsDep) -> list[dict[str, Any]]:
    """The languages that this service offers, with who has reviewed their texts."""
    return [row for row in language_rows() if row["language"] in settings.languages]
