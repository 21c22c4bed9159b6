"""A bot and a register that answer from memory, for tests of the web face alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.web.protocols import QueryRefused
from offices_db.errors import OfficeNotFound
from offices_db.models import Position

FORSAKRINGSKASSAN: dict[str, Any] = {
    "id": "forsakringskassan",
    "name": "Försäkringskassan",
    "at_service_office": True,
    "phone": "0771-524 524",
    "url": "https://www.forsakringskassan.se",
}
SKATTEVERKET: dict[str, Any] = {
    "id": "skatteverket",
    "name": "Skatteverket",
    "at_service_office": True,
    "phone": "0771-567 567",
    "url": "https://www.skatteverket.se",
}
MIGRATIONSVERKET: dict[str, Any] = {
    "id": "migrationsverket",
    "name": "Migrationsverket",
    "at_service_office": None,
    "phone": "0771-235 235",
    "url": "https://www.migrationsverket.se",
}
POLISEN: dict[str, Any] = {
    "id": "polisen",
    "name": "Polisen",
    "at_service_office": False,
    "phone": "114 14",
    "url": "https://polisen.se",
}
RINKEBY: dict[str, Any] = {
    "id": "stockholm-rinkeby",
    "name": "Stockholm Rinkeby",
    "municipality": "Stockholm",
    "county": "Stockholms län",
    "address": None,
    "latitude": 59.39,
    "longitude": 17.93,
    "distance_km": 0.4,
    "status": "open",
    "open_now": None,
    "opening_hours": None,
    "next_change": None,
    "agencies": [FORSAKRINGSKASSAN, SKATTEVERKET, MIGRATIONSVERKET],
    "confidence": "reported",
    "checked_on": "2023-10",
    "source_url": "https://www.statenssc.se/besokservicekontor",
    "directions_url": "https://www.openstreetmap.org/?mlat=59.39&mlon=17.93",
}
VISBY: dict[str, Any] = RINKEBY | {
    "id": "visby",
    "name": "Visby",
    "municipality": "Gotland",
    "county": "Gotlands län",
    "address": "Artillerigatan 11",
    "latitude": 57.64,
    "longitude": 18.3,
    "distance_km": 187.6,
    "open_now": True,
    "opening_hours": "Mo-Fr 10:00-16:00",
    "next_change": "2031-03-03T16:00:00+01:00",
    "confidence": "confirmed",
    "checked_on": "2025-04-10",
}
REPLIES: dict[str, dict[str, Any]] = {
    "barn": {
        "text": "Försäkringskassan ansvarar för föräldrapenning. Närmaste kontor är "
        "Stockholm Rinkeby.\nTa med legitimation.",
        "offices": [RINKEBY],
        "agencies": [FORSAKRINGSKASSAN],
    },
    "Visby": {"text": "Kontoret i Visby är öppet.", "offices": [VISBY]},
    "pass": {
        "text": "Pass söker du hos Polisen. Ett servicekontor kan inte göra det ärendet.",
        "agencies": [POLISEN],
    },
    "Alby": {
        "text": "Det finns flera Alby. Vilket menar du?",
        "choices": [
            {"title": "Alby i Botkyrka", "text": "Alby, Botkyrka"},
            {"title": "Alby i Ånge", "text": "Alby, Ånge"},
        ],
    },
    "<b>": {"text": "<b>Hej</b>"},
}


@dataclass(frozen=True)
class FakeReply:
    messages: list[dict[str, Any]]
    language: str = "sv"
    direction: Literal["ltr", "rtl"] = "ltr"
    forgotten: bool = False


@dataclass
class FakeBot:
    """Answers by the first of `REPLIES` whose word the message has; remembers what it heard."""

    ready: bool = True
    error: Exception | None = None
    heard: list[tuple[str, str, str | None, Position | None]] = field(default_factory=list)

    async def respond(
        self, sender: str, text: str, language: str | None, position: Position | None
    ) -> FakeReply:
        self.heard.append((sender, text, language, position))
        if self.error:
            raise self.error
        found = next((REPLIES[word] for word in REPLIES if word in text), {"text": "Var bor du?"})
        return FakeReply([{"language": "sv", "direction": "ltr", **found}])

    def is_ready(self) -> bool:
        return self.ready


@dataclass
class FakeKnowledge:
    """A register of two offices; remembers the last query for offices."""

    asked: dict[str, Any] = field(default_factory=dict)

    def places(self, text: str, limit: int) -> dict[str, Any]:
        place = {
            "name": "Rinkeby",
            "kind": "district",
            "municipality": "Stockholm",
            "county": "Stockholms län",
            "latitude": 59.39,
            "longitude": 17.93,
            "score": 0.93,
            "reason": "fuzzy",
        }
        return {"matches": [place][:limit], "suggestions": [], "ambiguous": False}

    def offices(
        self,
        near: str | None,
        position: Position | None,
        errand: str | None,
        agency: str | None,
        municipality: str | None,
        county: str | None,
        limit: int | None,
    ) -> list[dict[str, Any]]:
        self.asked = {"near": near, "position": position, "agency": agency, "limit": limit}
        if near == "Rinkebyyy":
            raise QueryRefused("place_not_found", near)
        return [RINKEBY, VISBY][:limit]

    def office(self, office_id: str) -> dict[str, Any]:
        for office in (RINKEBY, VISBY):
            if office["id"] == office_id:
                return office
        raise OfficeNotFound(office_id)

    def errands(self, text: str, language: str, limit: int) -> list[dict[str, Any]]:
        return [
            {
                "id": "foraldrapenning",
                "name": "föräldrapenning",
                "language": language,
                "agencies": [FORSAKRINGSKASSAN],
                "office": "helps",
                "booking": "none",
            }
        ][:limit]
