"""Why a text is understood as it is: candidates with scores and reasons, for staff."""

from __future__ import annotations

from typing import Any

from actions import knowledge
from assistant.bot.knowledge import place_matcher

OFFICES = 5

Rows = list[dict[str, Any]]


def explanation(parsed: dict[str, Any], text: str) -> dict[str, Rows]:
    """Tables by title: language, intents, errands, places and the ranking of offices."""
    register = knowledge.register()
    reading = place_matcher().read(text)
    places = [
        {
            "place": m.place.name,
            "kind": m.place.kind,
            "municipality": m.place.municipality,
            "score": round(m.score, 3),
            "reason": m.reason,
            "role": role,
        }
        for role, matches in (("match", reading.matches), ("suggestion", reading.suggestions))
        for m in matches
    ]
    tables: dict[str, Rows] = {
        "Language": [parsed["language"]],
        "Intent": parsed.get("intent_ranking", []),
        "Errand": [
            {**item, "agency": ", ".join(register.errands[item["errand"]].agencies)}
            for item in parsed["errands"]
        ],
        "Place": places,
        "Foreign place": [{"name": reading.foreign}] if reading.foreign else [],
    }
    if reading.matches and not reading.ambiguous:
        place = reading.matches[0].place
        tables["Nearest offices"] = [
            {
                "office": n.office.name,
                "distance_km": round(n.distance_km, 1),
                "status": n.office.status,
                "confidence": n.office.confidence,
            }
            for n in register.nearest((place.latitude, place.longitude))[:OFFICES]
        ]
    return tables
