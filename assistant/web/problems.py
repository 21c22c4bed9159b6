"""Errors as `application/problem+json` (RFC 9457), with a stable code and a readable sentence.

Codes never change once published. 400 means that the request could not be read, 422 that it was
read but cannot be answered as it stands: a message that is too long is 422, while 413 is kept
for a body so large that it is not read at all.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import Any, Literal, get_args

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.web.languages import request_language
from assistant.web.protocols import QueryProblem, QueryRefused
from assistant.web.render import problem_page
from assistant.web.schemas import FieldError, Problem
from assistant.web.texts import page_text
from offices_db.errors import OfficeNotFound

ProblemCode = Literal[
    QueryProblem,
    "empty_text",
    "text_too_long",
    "invalid_json",
    "invalid_sender",
    "invalid_position",
    "invalid_request",
    "unknown_language",
    "position_outside_sweden",
    "office_not_found",
    "not_found",
    "method_not_allowed",
    "body_too_large",
    "bot_not_ready",
    "internal_error",
]

_STATUS: dict[str, int] = dict.fromkeys(get_args(ProblemCode), 422) | {
    "invalid_json": 400,
    "office_not_found": 404,
    "not_found": 404,
    "method_not_allowed": 405,
    "body_too_large": 413,
    "bot_not_ready": 503,
    "internal_error": 500,
}
_CODE_OF_STATUS: dict[int, ProblemCode] = {
    400: "invalid_json",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
}
_CODE_OF_FIELD: dict[str, ProblemCode] = {
    "text": "empty_text",
    "sender": "invalid_sender",
    "language": "unknown_language",
    "position": "invalid_position",
    "latitude": "invalid_position",
    "longitude": "invalid_position",
}

log = structlog.get_logger(__name__)


class ProblemError(HTTPException):
    """Stops a request with a problem; `values` fill the placeholders of its sentence."""

    def __init__(self, code: ProblemCode, language: str | None = None, **values: object) -> None:
        super().__init__(_STATUS[code], code)
        self.code: ProblemCode = code
        self.language = language
        self.values = values
        self.errors: list[FieldError] = []


def problem_text(code: ProblemCode, language: str, **values: object) -> str:
    """What went wrong and what to do about it, for a visitor."""
    return page_text(f"problem.{code}.detail", language, **values)


def problem_title(code: ProblemCode, language: str) -> str:
    """The problem in a few words."""
    return page_text(f"problem.{code}.title", language)


def describe(error: ProblemError, language: str) -> Problem:
    """The problem document of an error."""
    language = error.language or language
    return Problem(
        type=f"urn:lotsen:problem:{error.code}",
        title=problem_title(error.code, language),
        status=error.status_code,
        detail=problem_text(error.code, language, **error.values),
        code=error.code,
        errors=error.errors,
    )


def problem_response(request: Request, error: ProblemError) -> Response:
    """The problem as JSON, or as a page for a person with a browser."""
    language = error.language or request_language(request, request.app.state.settings)
    problem = describe(error, language)
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    wants_page = "text/html" in request.headers.get("accept", "")
    if wants_page and not request.url.path.startswith("/api/"):
        page = problem_page(problem, language, request.app.state.settings)
        return Response(page, error.status_code, headers, "text/html")
    body = problem.model_dump(exclude_defaults=True)
    return JSONResponse(body, error.status_code, headers, "application/problem+json")


def from_exception(error: Exception) -> ProblemError:
    """The problem that stands for any exception; an unforeseen one is logged, without words."""
    match error:
        case ProblemError():
            return error
        case RequestValidationError():
            return _from_validation(error.errors())
        case QueryRefused():
            return ProblemError(error.code, value=error.value)
        case OfficeNotFound():
            return ProblemError("office_not_found")
        case HTTPException():
            return ProblemError(_CODE_OF_STATUS.get(error.status_code, "invalid_request"))
    # The message of an exception may quote the visitor, so only its kind and place are kept.
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    log.error("unhandled_error", kind=type(error).__qualname__, where=where)
    return ProblemError("internal_error")


def install_problems(app: FastAPI) -> None:
    """Answer every error of the routes as a problem."""

    async def handle(request: Request, error: Exception) -> Response:
        return problem_response(request, from_exception(error))

    for kind in (HTTPException, RequestValidationError, QueryRefused, OfficeNotFound):
        app.add_exception_handler(kind, handle)


def _from_validation(errors: Sequence[Any]) -> ProblemError:
    """The first field at fault decides the code; all are listed for the developer."""
    first = errors[0]
    where = [str(part) for part in first["loc"]]
    unreadable = first["type"] == "json_invalid" or where == ["body"]
    known = (_CODE_OF_FIELD[part] for part in where if part in _CODE_OF_FIELD)
    problem = ProblemError("invalid_json" if unreadable else next(known, "invalid_request"))
    problem.errors = [
        FieldError(field=".".join(str(part) for part in error["loc"]), message=error["msg"])
        for error in errors
    ]
    return problem
