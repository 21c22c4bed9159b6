"""Errands and who handles them: GET /api/errands."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from assistant.web.dependencies import KnowledgeDep, SettingsDep
from assistant.web.languages import request_language
from assistant.web.schemas import ErrandOut, Problem
from assistant.web.visitor_input import check_language, check_text

router = APIRouter(tags=["register"])


@router.get(
    "/api/errands",
    summary="Find errands",
    response_model=list[ErrandOut],
    responses={422: {"model": Problem}},
)
def errands(
    request: Request,
    knowledge: KnowledgeDep,
    settings: SettingsDep,
    q: Annotated[str, Query(description="An errand in anyone's words.")] = "",
    language: Annotated[str | None, Query(description="The language of the names.")] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> list[dict[str, Any]]:
    """The errands that `q` may mean, best first."""
    known = check_language(language, settings) or request_language(request, settings)
    return knowledge.errands(check_text(q, known, settings), known, limit)
