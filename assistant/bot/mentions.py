"""What a message names — places, a day, agencies, a number — and the message without the names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.bot.agencies import AgencyGazetteer, AgencyMention
from assistant.bot.days import DayMention, find_day
from assistant.bot.ordinals import find_ordinal
from assistant.bot.wanted_language import find_wanted_language
from offices_db.models import PlaceReading
from offices_db.places import PlaceMatcher

ABROAD = "ABROAD"
_FA_REGION = re.compile(r"\bFA[- ]?region", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """The names in a message, which are the same in every language; offsets are into its text."""

    places: PlaceReading
    agencies: tuple[AgencyMention, ...]
    only_places: bool  # whether the text says nothing else


@dataclass(frozen=True)
class Mentions:
    """All that was found; offsets are into the message's text."""

    names: Names
    day: DayMention | None
    ordinal: int | None
    language: str | None  # one that is asked for
    fa_region: bool  # whether FA regions are spoken of

    def as_dict(self) -> dict[str, Any]:
        """JSON for the tracker."""
        return {
            "places": asdict(self.names.places),
            "day": {"date": self.day.day.isoformat(), "kind": self.day.kind} if self.day else None,
            "agencies": list(dict.fromkeys(mention.agency for mention in self.names.agencies)),
            "ordinal": self.ordinal,
            "language": self.language,
            "fa_region": self.fa_region,
            "only_places": self.names.only_places,
        }

    def entities(self) -> list[dict[str, Any]]:
        """The same as Rasa entities, for `rasa shell nlu` and `rasa test`."""
        spans = [
            *(("place", m.start, m.end, m.place.name, m.score) for m in self.names.places.matches),
            *(("agency", m.start, m.end, m.agency, 1.0) for m in self.names.agencies),
        ]
        if self.day:
            spans.append(("day", self.day.start, self.day.end, self.day.day.isoformat(), 1.0))
        return [
            {
                "entity": entity,
                "start": start,
                "end": end,
                "value": value,
                "confidence_entity": confidence,
                "extractor": "MentionFinder",
            }
            for entity, start, end, value, confidence in spans
        ]


def find_names(text: str, matcher: PlaceMatcher, agencies: AgencyGazetteer) -> Names:
    """Places and agencies, whatever the language."""
    places = matcher.read(text)
    return Names(places, tuple(agencies.find(text)), _only_places(text, places, matcher))


def find_mentions(text: str, names: Names, language: str | None, today: date) -> Mentions:
    """Everything named in `text`, which is written in `language` (None where that is not known).

    `today` anchors days without a date.
    """
    return Mentions(
        names=names,
        day=find_day(text, language, today),
        ordinal=find_ordinal(text, language),
        language=find_wanted_language(text),
        fa_region=bool(_FA_REGION.search(text)),
    )


def _only_places(text: str, places: PlaceReading, matcher: PlaceMatcher) -> bool:
    """Whether nothing else is said; in "Alby, Ånge" the second tells which Alby."""
    if not places.matches:
        return False
    rest = _replace(text, [(m.start, m.end, " ") for m in places.matches]).strip(" ,.!?")
    return not rest or any(m.text == rest for m in matcher.read(rest).matches)


def without_names(text: str, names: Names) -> str:
    """`text` without places and agencies: "Alby" is no language."""
    places = [(m.start, m.end, " ") for m in names.places.matches]
    return _replace(text, [*places, *((m.start, m.end, " ") for m in names.agencies)])


def delexicalised(text: str, mentions: Mentions, *, keep_agencies: bool) -> str:
    """`text` with each name replaced by its kind, so that no classifier learns a town by heart.

    A place abroad is told by a word at the end: much of what is asked about abroad is not ours.
    """
    names = mentions.names
    spans = [(m.start, m.end, "PLACE") for m in names.places.matches]
    if mentions.day:
        spans.append((mentions.day.start, mentions.day.end, "DAY"))
    if not keep_agencies:
        spans += [(m.start, m.end, "AGENCY") for m in names.agencies]
    bare = _replace(text, spans)
    return f"{bare} {ABROAD}" if names.places.foreign and not keep_agencies else bare


def _replace(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Replace spans from the left; of two that overlap, the one that starts first stays."""
    parts: list[str] = []
    position = 0
    for start, end, token in sorted(spans):
        if start < position:
            continue
        parts += [text[position:start], token]
        position = end
    return "".join([*parts, text[position:]])
