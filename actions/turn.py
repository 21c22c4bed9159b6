"""One message of a visitor, as understood, together with what the conversation already knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from actions import knowledge
from offices_db.models import Position

RESPONSE = "utter_reply"  # what every reply of `reply.py` is called in the tracker
DEFAULT_LANGUAGE = "sv"
UNKNOWN_LANGUAGE = "other"  # see assistant/bot/language.py
ONLY_RECOGNISED = frozenset({"se", "fit"})  # North Sámi, Meänkieli
PLAIN_FORM = {"sv": "sv-simple"}  # languages with a plainer form
SURE_OF_LANGUAGE = 0.8
WORDS_TO_SWITCH_LANGUAGE = 3


@dataclass(frozen=True)
class ErrandCandidate:
    """An errand the message may be about; `confidence` is a calibrated probability."""

    errand: str
    confidence: float


@dataclass(frozen=True)
class PlaceMention:
    """A place in the message, with the values of an `offices_db.models.Place`."""

    place: dict[str, Any]
    text: str


@dataclass(frozen=True)
class EarlierReply:
    """What was said (see `reply.py`), and what the conversation knew then."""

    said: Mapping[str, Any]
    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """What actions need to know about the message they answer."""

    text: str
    intent: str
    language: str
    places: tuple[PlaceMention, ...]
    suggested_places: tuple[PlaceMention, ...]
    place_is_ambiguous: bool
    foreign_place: str | None
    asks_fa_region: bool
    day: date | None
    ordinal: int | None
    wanted_language: str | None  # "in English please"
    only_recognised: str | None  # a language that we can greet in, but not answer in
    speaks_unknown: bool  # clearly a language that we do not know
    agencies: tuple[str, ...]
    errands: tuple[ErrandCandidate, ...]
    errands_named: tuple[str, ...]  # by the parts of the message, one each
    position: Position | None
    page_language: str | None
    slots: Mapping[str, Any]
    earlier: tuple[EarlierReply, ...]  # oldest first

    @classmethod
    def read(cls, tracker: Tracker) -> Turn:
        """The latest message of `tracker`."""
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        mentions = message.get("mentions") or {}
        places = mentions.get("places") or {}
        identified = message.get("language") or {}
        words = len((message.get("text") or "").split())
        clear = words >= WORDS_TO_SWITCH_LANGUAGE and _is_sure(identified)
        code = identified.get("code")
        day = mentions.get("day")
        return cls(
            text=message.get("text") or "",
            intent=(message.get("intent") or {}).get("name") or "",
            language=choose_language(
                identified=identified,
                words=words,
                conversation=tracker.get_slot("language"),
                page=metadata.get("language"),
                spoken=knowledge.register().languages,
                earlier_page=tracker.get_slot("page_language"),
            ),
            places=_mentions(places.get("matches")),
            suggested_places=_mentions(places.get("suggestions")),
            place_is_ambiguous=bool(places.get("ambiguous")),
            foreign_place=places.get("foreign"),
            asks_fa_region=bool(mentions.get("fa_region")),
            day=date.fromisoformat(day["date"]) if day else None,
            ordinal=mentions.get("ordinal"),
            wanted_language=mentions.get("language"),
            only_recognised=code if clear and code in ONLY_RECOGNISED else None,
            speaks_unknown=clear and code == UNKNOWN_LANGUAGE,
            agencies=tuple(mentions.get("agencies") or ()),
            errands=tuple(
                ErrandCandidate(item["errand"], item["confidence"])
                for item in message.get("errands") or ()
            ),
            errands_named=tuple(message.get("errands_named") or ()),
            position=_position(metadata.get("position")),
            page_language=metadata.get("language"),
            slots=tracker.current_slot_values(),
            earlier=tuple(_earlier_replies(tracker.events)),
        )

    @property
    def question(self) -> dict[str, Any] | None:
        """What the bot asked last, if it still waits for the answer."""
        return self.slots.get("question")

    def knowing(self, **slots: Any) -> Turn:
        """This turn after an answer: `slots` are known, and the words that answered are used up."""
        return replace(
            self,
            places=(),
            suggested_places=(),
            place_is_ambiguous=False,
            foreign_place=None,
            slots={**self.slots, "question": None, **slots},
        )

    @property
    def remembered_day(self) -> date | None:
        """The day asked about before the bot had to ask where."""
        day = self.slots.get("day")
        return date.fromisoformat(day) if day else None


def choose_language(
    identified: Mapping[str, Any],
    words: int,
    conversation: str | None,
    page: str | None,
    spoken: Collection[str],
    earlier_page: str | None = None,
) -> str:
    """The language to answer in, one of those `spoken`.

    A clearly identified message of several words decides, then a page that has been switched to
    another language. One or two words never switch what the conversation or the page uses.
    """
    page = page if _main(page) in spoken else None
    conversation = conversation if _main(conversation) in spoken else None
    code = identified.get("code") if identified.get("code") in spoken else None
    sure = _is_sure(identified)
    if code and sure and words >= WORDS_TO_SWITCH_LANGUAGE:
        return next(
            (plain for plain in (conversation, page) if plain and _main(plain) == code), code
        )
    if page and earlier_page and page != earlier_page:
        return page
    return conversation or page or (code if sure else None) or DEFAULT_LANGUAGE


def _is_sure(identified: Mapping[str, Any]) -> bool:
    return float(identified.get("confidence") or 0.0) >= SURE_OF_LANGUAGE


def _main(language: str | None) -> str:
    """The language of which a plain form is a form: "sv" of "sv-simple"."""
    return (language or "").partition("-")[0]


def _earlier_replies(events: Iterable[Mapping[str, Any]]) -> Iterator[EarlierReply]:
    slots: dict[str, Any] = {}
    said: dict[str, Any] | None = None
    for event in [*events, {"event": "user"}]:
        metadata = event.get("metadata") or {}
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]
        elif event["event"] == "bot" and metadata.get("utter_action") == RESPONSE:
            said = dict(metadata)
        elif event["event"] == "user" and said:  # slots are set after the reply
            yield EarlierReply(said, dict(slots))
            said = None


def _mentions(items: list[dict[str, Any]] | None) -> tuple[PlaceMention, ...]:
    return tuple(PlaceMention(item["place"], item["text"]) for item in items or ())


def _position(value: Any) -> Position | None:
    """A shared position, or None for anything that is not one."""
    try:
        latitude, longitude = float(value["latitude"]), float(value["longitude"])
    except (TypeError, KeyError, ValueError, OverflowError):
        return None
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180  # false for NaN as well
    return (latitude, longitude) if on_earth else None
