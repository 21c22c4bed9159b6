"""Requests and answers of the HTTP API."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from offices_db.models import Booking, Confidence, OfficeHelp, OfficeStatus, PlaceKind

Direction = Literal["ltr", "rtl"]


class Coordinates(BaseModel):
    """WGS 84 degrees. Numbers only; a number written as text is refused."""

    model_config = ConfigDict(strict=True)

    latitude: float = Field(allow_inf_nan=False, examples=[67.86])
    longitude: float = Field(allow_inf_nan=False, examples=[20.23])


class ChatRequest(BaseModel):
    """One message from a visitor."""

    sender: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9_-]{1,64}$",
        description="An opaque id that keeps a conversation together; made when left out.",
    )
    text: str = Field(
        description="What the visitor says. At most 500 characters, unless configured otherwise.",
        examples=["jag bor i rinkebby, var kan jag få hjälp med föräldrapenning?"],
    )
    language: str | None = Field(
        None, description="The page's language (BCP 47). The text itself weighs more."
    )
    position: Coordinates | None = Field(
        None, description="Rounded to about one kilometre before it is used; not stored."
    )


class Agency(BaseModel):
    """A public body."""

    id: str
    name: str
    at_service_office: bool | None = Field(
        description="Whether its errands are handled there; null where no source says."
    )
    phone: str | None = None
    url: str


class Office(BaseModel):
    """One service office. null means "not known"."""

    id: str
    name: str
    municipality: str
    county: str
    address: str | None
    latitude: float
    longitude: float
    distance_km: float | None = Field(description="Great-circle distance, not the way to travel.")
    status: OfficeStatus
    open_now: bool | None
    opening_hours: str | None = Field(description="OpenStreetMap opening_hours syntax.")
    next_change: str | None = Field(description="ISO 8601, when `open_now` changes next.")
    agencies: list[Agency]
    confidence: Confidence
    checked_on: str | None = Field(description="A date, a month or a year.")
    source_url: str | None
    directions_url: str | None


class Choice(BaseModel):
    """A ready-made answer: `title` to show, `text` to send."""

    title: str
    text: str


class Message(BaseModel):
    """One message of the bot, with what it speaks about as structured data."""

    text: str
    language: str
    direction: Direction
    offices: list[Office] = []
    agencies: list[Agency] = []
    choices: list[Choice] = []


class ChatResponse(BaseModel):
    """The bot's answer to one message."""

    sender: str
    language: str
    direction: Direction
    messages: list[Message]
    forgotten: bool = Field(
        False, description="The visitor had the conversation deleted: show nothing of it any more."
    )


class Place(BaseModel):
    """A place that a text may mean."""

    name: str
    kind: PlaceKind
    municipality: str | None
    county: str | None
    latitude: float
    longitude: float
    score: float = Field(ge=0, le=1)
    reason: str


class Places(BaseModel):
    """`matches` are acted on, or asked between; `suggestions` are offered as "did you mean"."""

    matches: list[Place]
    suggestions: list[Place]
    ambiguous: bool


class ErrandOut(BaseModel):
    """Something a person wants done, and who does it."""

    id: str
    name: str
    language: str
    audience: str | None = None
    agencies: list[Agency]
    office: OfficeHelp
    booking: Booking
    bring: list[str] = []
    crisis: bool = False


class SpokenLanguage(BaseModel):
    """What Lotsen can do in a language. `reviewed_by` is null for a draft nobody has checked."""

    language: str = Field(description="BCP 47 tag.", examples=["sv-simple"])
    name: str = Field(description="The language's name in itself.")
    direction: Direction
    understands: bool
    replies: bool
    voice: str | None
    reviewed_by: str | None


class FeatureCollection(BaseModel):
    """Offices as GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[dict[str, Any]]


class FieldError(BaseModel):
    """Where a request is wrong, for the developer who sent it."""

    field: str
    message: str


class Problem(BaseModel):
    """An error (RFC 9457). `code` is stable; `detail` is a sentence for the visitor."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] = []


class Health(BaseModel):
    """Whether the process is alive, or the bot ready."""

    status: Literal["ok", "ready"]
