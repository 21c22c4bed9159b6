"""The offices: GET /api/offices, /api/offices/{id} and /api/offices.geojson."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse

from assistant.web.dependencies import KnowledgeDep, SettingsDep
from assistant.web.problems import ProblemError
from assistant.web.schemas import FeatureCollection, Office, Problem
from assistant.web.visitor_input import check_position, check_text
from offices_db.models import Position

router = APIRouter(tags=["register"])


@dataclass(frozen=True)
class OfficeQuery:
    """What to look for; None means any."""

    near: str | None
    position: Position | None
    errand: str | None
    agency: str | None
    municipality: str | None
    county: str | None


def office_query(
    settings: SettingsDep,
    near: Annotated[str | None, Query(description="A place, a postcode or a sentence.")] = None,
    latitude: Annotated[float | None, Query(allow_inf_nan=False)] = None,
    longitude: Annotated[float | None, Query(allow_inf_nan=False)] = None,
    errand: Annotated[str | None, Query(description="The id of an errand.")] = None,
    agency: Annotated[str | None, Query(description="The id of an agency.")] = None,
    municipality: Annotated[str | None, Query(description="A municipality's name.")] = None,
    county: Annotated[str | None, Query(description="A county's name.")] = None,
) -> OfficeQuery:
    """The query parameters, checked. Half a position is `invalid_position`."""
    if (latitude is None) != (longitude is None):
        raise ProblemError("invalid_position")
    return OfficeQuery(
        near=None if near is None else check_text(near, None, settings),
        position=(
            None if latitude is None or longitude is None else check_position(latitude, longitude)
        ),
        errand=errand,
        agency=agency,
        municipality=municipality,
        county=county,
    )


Asked = Annotated[OfficeQuery, Depends(office_query)]
_PROBLEMS: dict[int | str, dict[str, Any]] = {422: {"model": Problem}}


@router.get(
    "/api/offices",
    summary="List offices, nearest first",
    response_model=list[Office],
    responses=_PROBLEMS,
)
def offices(
    knowledge: KnowledgeDep, asked: Asked, limit: Annotated[int, Query(ge=1, le=500)] = 5
) -> list[dict[str, Any]]:
    """Offices near a place or a position, or all that fit the filters."""
    return _find(knowledge, asked, limit)


@router.get(
    "/api/offices.geojson",
    summary="The same offices for a map",
    response_model=FeatureCollection,
    responses=_PROBLEMS,
)
def offices_geojson(
    knowledge: KnowledgeDep,
    asked: Asked,
    limit: Annotated[int | None, Query(ge=1, le=500)] = None,
) -> JSONResponse:
    """Offices as GeoJSON points; all that fit, unless limited."""
    features = [_feature(office) for office in _find(knowledge, asked, limit)]
    collection = FeatureCollection(features=features)
    return JSONResponse(collection.model_dump(), media_type="application/geo+json")


@router.get(
    "/api/offices/{office_id}",
    summary="One office",
    response_model=Office,
    responses={404: {"model": Problem}},
)
def office(knowledge: KnowledgeDep, office_id: str) -> dict[str, Any]:
    """The office with this id. Raises `office_not_found`."""
    return knowledge.office(office_id)


def _find(knowledge: KnowledgeDep, asked: OfficeQuery, limit: int | None) -> list[dict[str, Any]]:
    return knowledge.offices(
        near=asked.near,
        position=asked.position,
        errand=asked.errand,
        agency=asked.agency,
        municipality=asked.municipality,
        county=asked.county,
        limit=limit,
    )


def _feature(office: dict[str, Any]) -> dict[str, Any]:
    """An office as a GeoJSON feature; GeoJSON says longitude first."""
    properties = Office.model_validate(office).model_dump()
    latitude, longitude = properties.pop("latitude"), properties.pop("longitude")
    return {
        "type": "Feature",
        "id": properties.pop("id"),
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": properties,
    }
