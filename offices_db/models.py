"""The things Lotsen knows about, as immutable records.

Coordinates are WGS 84 degrees. Dates are as precise as their source: `checked_on` may be
"2025", "2025-04" or "2025-04-10".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OfficeStatus = Literal["open", "closing", "closed", "planned"]
Confidence = Literal["confirmed", "reported", "announced", "inferred", "unconfirmed"]
OfficeHelp = Literal["helps", "refers"]
Booking = Literal["none", "required", "sometimes"]
PlaceKind = Literal["municipality", "county", "fa_region", "locality", "district", "postcode"]
Position = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True)
class Office:
    """One service office, as one row of `data/offices.csv`; None means "not known"."""

    id: str
    name: str
    locality: str
    municipality: str
    municipality_code: str
    county: str
    status: OfficeStatus
    opened: str | None
    closed: str | None
    street_address: str | None
    latitude: float
    longitude: float
    position_precision: Literal["town", "district"]
    opening_hours: str | None  # OpenStreetMap opening_hours syntax
    closed_weekday: str | None  # Mo, Tu, We, Th, Fr
    migrationsverket: bool | None  # whether Migrationsverket's errands are handled there
    id_card: bool | None  # whether id-kort are issued there
    confidence: Confidence
    checked_on: str | None
    source: str
    note: str | None

    @property
    def position(self) -> Position:
        return (self.latitude, self.longitude)

    @property
    def can_be_visited(self) -> bool:
        """Closed and planned offices are never offered as the nearest."""
        return self.status in ("open", "closing")


@dataclass(frozen=True)
class Agency:
    """A public body, partner of the service offices or not."""

    id: str
    name: str
    partner: bool  # one of the five agencies whose errands service offices guide in
    phone: str | None
    phone_source: str | None  # "unsourced" where the number is general knowledge
    url: str


@dataclass(frozen=True)
class Errand:
    """Something a person wants done, and who does it."""

    id: str
    agencies: tuple[str, ...]  # agency ids, the one to turn to first
    office: OfficeHelp  # whether a service office guides, or only says where to turn
    booking: Booking
    bring: tuple[str, ...]  # ids of data/bring.yml
    crisis: bool = False
    needs: Literal["id_card"] | None = None  # an office feature that not every office has


@dataclass(frozen=True)
class ErrandName:
    """What an errand is called in one language."""

    errand: str
    language: str
    name: str
    audience: str  # who it is for, a noun phrase
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A named point in Sweden."""

    name: str
    kind: PlaceKind
    municipality: str | None  # None for counties and FA regions
    municipality_code: str | None
    county: str | None  # None for FA regions that cross counties
    fa_region: str | None
    latitude: float
    longitude: float
    population: int  # 0 where unknown


@dataclass(frozen=True)
class PlaceMatch:
    """A place that a text may mean."""

    place: Place
    score: float  # 0 to 1
    reason: Literal["exact", "folded", "alias", "inflected", "fuzzy", "postcode"]
    start: int  # character offsets of the mention in the text given
    end: int
    text: str


@dataclass(frozen=True)
class PlaceReading:
    """All that a text says about places.

    `matches`: what the bot acts on; more than one with `ambiguous` means "ask which".
    `suggestions`: what it offers as "Menade du …?". `foreign`: a place abroad that the text
    names, or None.
    """

    matches: tuple[PlaceMatch, ...]
    suggestions: tuple[PlaceMatch, ...]
    ambiguous: bool
    foreign: str | None
