"""The chat page: works as a plain form, and better with its script.

With the script, only the new turn is fetched (POST /chat/messages) and appended; both ways run
the same code and the same templates. The conversation is kept by a cookie that holds nothing
but a random id, and by a hidden field where cookies are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import APIRouter, Cookie, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.settings import Settings
from assistant.web.chat import ask, safe_text
from assistant.web.dependencies import SettingsDep, TranscriptsDep
from assistant.web.languages import offered_language, request_language
from assistant.web.problems import ProblemError, describe, from_exception
from assistant.web.protocols import Bot
from assistant.web.render import chat_page, turn_fragment
from assistant.web.schemas import Problem
from assistant.web.transcripts import Transcripts, Turn
from assistant.web.visitor_input import check_position, known_sender, new_sender
from offices_db.models import Position

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_COOKIE = "lotsen_conversation"
_COOKIE_SECONDS = 3600
_NO_STORE = {"Cache-Control": "no-store"}

Field = Annotated[str, Form()]
OptionalNumber = Annotated[float | None, Form(allow_inf_nan=False)]


@dataclass(frozen=True)
class Visit:
    """Who is here, in which language, and what the page remembers of them."""

    sender: str
    language: str
    has_cookie: bool
    secure: bool
    settings: Settings
    transcripts: Transcripts

    async def take_turn(self, bot: Bot, text: str, position: Position | None = None) -> Turn:
        """Ask the bot and remember the turn. Raises as `safe_text`, and `bot_not_ready`."""
        said = safe_text(text, self.language, self.settings)
        if not bot.is_ready():
            raise ProblemError("bot_not_ready", self.language)
        answer = await ask(bot, self.sender, said, self.language, position)
        if answer.forgotten:
            self.transcripts.forget(self.sender)
        turn = Turn(said, self.language, tuple(answer.messages), first=answer.forgotten)
        self.transcripts.add(self.sender, turn)
        return turn

    def page(self, problem: Problem | None = None, typed: str = "") -> Response:
        """The whole page; after a problem with what was typed, so that nothing is lost."""
        turns = self.transcripts.turns(self.sender)
        page = chat_page(turns, self.sender, self.language, self.settings, problem, typed)
        return self.kept(HTMLResponse(page, problem.status if problem else 200, _NO_STORE))

    def kept(self, response: Response) -> Response:
        """The response, with the cookie that finds this conversation again."""
        response.set_cookie(
            _COOKIE,
            self.sender,
            max_age=_COOKIE_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )
        return response


def visit(
    request: Request,
    settings: SettingsDep,
    transcripts: TranscriptsDep,
    sender: Field = "",
    language: Field = "",
    cookie: Annotated[str | None, Cookie(alias=_COOKIE)] = None,
) -> Visit:
    """The visit that a request belongs to, or a new one."""
    return Visit(
        sender=known_sender(sender) or known_sender(cookie) or new_sender(),
        language=offered_language(language, settings) or request_language(request, settings),
        has_cookie=bool(cookie),
        secure=request.url.scheme == "https",
        settings=settings,
        transcripts=transcripts,
    )


VisitDep = Annotated[Visit, Depends(visit)]


def _bot(request: Request) -> Bot:
    return cast(Bot, request.app.state.bot)


# Unlike the API's, this bot may not be ready yet: the page itself says so.
AnyBot = Annotated[Bot, Depends(_bot)]


@router.get("/")
@router.get("/chat")
async def show(visit: VisitDep) -> Response:
    """The page with the conversation so far."""
    return visit.page()


@router.post("/chat")
async def send(visit: VisitDep, bot: AnyBot, text: Field = "") -> Response:
    """Answer a form, then show the page again."""
    try:
        await visit.take_turn(bot, text)
    except Exception as error:  # whatever happens, the visitor keeps the page and the words
        return visit.page(describe(from_exception(error), visit.language), typed=text)
    if not visit.has_cookie:
        return visit.page()
    # A reload must not send the message again.
    address = f"/?language={visit.language}#newest"
    return visit.kept(RedirectResponse(address, 303, _NO_STORE))


@router.post("/chat/messages")
async def send_in_place(
    visit: VisitDep,
    bot: AnyBot,
    text: Field = "",
    latitude: OptionalNumber = None,
    longitude: OptionalNumber = None,
) -> Response:
    """The new turn alone, as HTML; problems as problem+json."""
    position = None
    if latitude is not None and longitude is not None:
        position = check_position(latitude, longitude, visit.language)
    turn = await visit.take_turn(bot, text, position)
    fragment = turn_fragment(turn, visit.sender, visit.language, visit.settings)
    return visit.kept(HTMLResponse(fragment, headers=_NO_STORE))


@router.post("/chat/forget")
async def forget(visit: VisitDep) -> Response:
    """Forget the conversation and start over."""
    visit.transcripts.forget(visit.sender)
    response = RedirectResponse(f"/?language={visit.language}", 303, _NO_STORE)
    response.delete_cookie(_COOKIE)
    return response
