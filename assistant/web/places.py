"""Places that a text may mean: GET /api/places."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.web.dependencies import KnowledgeDep, SettingsDep
from assistant.web.schemas import Places, Problem
from assistant.web.visitor_input import check_text

router = APIRouter(tags=["register"])


@router.get(
    "/api/places",
    summary="Find places",
    response_model=Places,
    responses={422: {"model": Problem}},
)
def places(
    knowledge: KnowledgeDep,
    settings: SettingsDep,
    q: Annotated[str, Query(description="A name, a postcode or a whole sentence.")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> dict[str, Any]:
    """The places that `q` means, best first, and those it may mean."""
    return knowledge.places(check_text(q, None, settings), limit)
