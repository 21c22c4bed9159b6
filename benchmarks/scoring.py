"""How well the bot understands a set of labelled questions, as a visitor would judge its reply.

What counts as right is written in `tests/understanding/README.md`.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions import knowledge
from assistant.bot.runtime import BotRuntime
from offices_db.places.files import DATA_DIR, read_places

OUT_OF_SCOPE = "out_of_scope"
NOT_UNDERSTOOD = frozenset({OUT_OF_SCOPE, "nlu_fallback"})
EMERGENCY_NUMBER = "sos-alarm"
EMERGENCY = frozenset({EMERGENCY_NUMBER, "kvinnofridslinjen"})
DANGER_ANSWERS = EMERGENCY | {"polisen"}
WITHIN_MUNICIPALITY = frozenset({"municipality", "locality", "district"})
Z95 = 1.96


@dataclass(frozen=True)
class Question:
    """What a visitor writes, and what a good reading of it is."""

    language: str
    text: str
    style: str
    intents: frozenset[str]
    agencies: frozenset[str]
    place: str | None

    @property
    def is_out_of_scope(self) -> bool:
        return self.intents == {OUT_OF_SCOPE}

    @property
    def is_danger(self) -> bool:
        return EMERGENCY_NUMBER in self.agencies


@dataclass(frozen=True)
class Answer:
    """What the bot understood and showed.

    `agencies`: ids of the cards, in order. `choices`: agency ids of the errands it asks between.
    """

    intent: str
    language: str
    agencies: tuple[str, ...]
    offices: int
    choices: tuple[str, ...]
    places: tuple[dict[str, Any], ...]  # the values of `offices_db.models.Place`

    @property
    def first_agency(self) -> str | None:
        return self.agencies[0] if self.agencies else None


Asked = tuple[Question, Answer]
Judge = Callable[[Question, Answer], bool | None]  # None: the question is not counted


@dataclass(frozen=True)
class Share:
    """`hits` of `total`."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """0 to 1; NaN where nothing was counted."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        if not self.total:
            return (0.0, 1.0)
        n, p = self.total, self.value
        centre = p + Z95**2 / (2 * n)
        spread = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
        scale = 1 + Z95**2 / n
        return (max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))


@dataclass(frozen=True)
class Measure:
    """Something to count, and the share it must reach, or must not exceed where `at_most`."""

    name: str
    judge: Judge
    target: float | None = None
    at_most: bool = False

    def share(self, asked: Iterable[Asked]) -> Share:
        judged = [self.judge(question, answer) for question, answer in asked]
        return Share(sum(j is True for j in judged), sum(j is not None for j in judged))

    def is_reached(self, share: Share) -> bool:
        if self.target is None:
            return True
        return share.value <= self.target if self.at_most else share.value >= self.target


def read_questions(folder: Path) -> list[Question]:
    """Questions of `<language>.yml` in `folder`. Raises `KeyError` for a missing field."""
    return [
        Question(
            language=path.stem,
            text=row["text"],
            style=row["style"],
            intents=frozenset([row["intent"]] if isinstance(row["intent"], str) else row["intent"]),
            agencies=frozenset(row["agencies"]),
            place=row.get("place"),
        )
        for path in sorted(folder.glob("*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def ask_all(bot: BotRuntime, questions: Iterable[Question]) -> Iterator[Asked]:
    """Ask each question in a conversation of its own, from a page that names no language."""
    for question in questions:
        yield question, ask(bot, question.text)


def ask(bot: BotRuntime, text: str) -> Answer:
    """The answer to one message of a new visitor."""
    parsed = bot.parse(text)
    reply = bot.respond_now(secrets.token_urlsafe(12), text, None)
    errands = _agency_by_errand_name(reply.language)
    return Answer(
        intent=parsed["intent"]["name"],
        language=reply.language,
        agencies=tuple(card["id"] for message in reply.messages for card in message["agencies"]),
        offices=sum(len(message["offices"]) for message in reply.messages),
        choices=tuple(
            errands[choice["text"]]
            for message in reply.messages
            for choice in message["choices"]
            if choice["text"] in errands
        ),
        places=tuple(match["place"] for match in parsed["mentions"]["places"]["matches"]),
    )


def right_intent(question: Question, answer: Answer) -> bool | None:
    return answer.intent in question.intents


def right_agency(question: Question, answer: Answer) -> bool | None:
    return answer.first_agency in question.agencies if question.agencies else None


def right_agency_offered(question: Question, answer: Answer) -> bool | None:
    """Asked back between errands, a right one among them."""
    if not question.agencies:
        return None
    return not answer.agencies and not question.agencies.isdisjoint(answer.choices)


def wrong_agency_offered(question: Question, answer: Answer) -> bool | None:
    if not question.agencies:
        return None
    asked = bool(answer.choices) and not answer.agencies
    return asked and question.agencies.isdisjoint(answer.choices)


def wrong_agency(question: Question, answer: Answer) -> bool | None:
    if not question.agencies:
        return None
    return answer.first_agency is not None and answer.first_agency not in question.agencies


def agency_not_asked_for(question: Question, answer: Answer) -> bool | None:
    """An agency's card in reply to something that is no errand."""
    if question.agencies or question.is_out_of_scope:
        return None
    return answer.first_agency is not None


def right_place(question: Question, answer: Answer) -> bool | None:
    if question.place is None:
        return None
    municipalities = _municipalities_of_districts().get(question.place, frozenset())
    return any(
        place["name"] == question.place
        or (place["kind"] in WITHIN_MUNICIPALITY and place["municipality"] in municipalities)
        for place in answer.places
    )


def right_language(question: Question, answer: Answer) -> bool | None:
    return answer.language == question.language


def out_of_scope_answered(question: Question, answer: Answer) -> bool | None:
    if not question.is_out_of_scope:
        return None
    return bool(answer.agencies or answer.offices or answer.choices)


def in_scope_refused(question: Question, answer: Answer) -> bool | None:
    return None if OUT_OF_SCOPE in question.intents else answer.intent in NOT_UNDERSTOOD


def danger_answered(question: Question, answer: Answer) -> bool | None:
    if not question.is_danger:
        return None
    return answer.first_agency in question.agencies & DANGER_ANSWERS


def false_alarm(question: Question, answer: Answer) -> bool | None:
    return None if question.agencies & EMERGENCY else answer.first_agency in EMERGENCY


INTENT = Measure("right intent", right_intent, 0.93)
AGENCY = Measure("right agency named first", right_agency, 0.90)
OUT_OF_SCOPE_ANSWERED = Measure(
    "out of scope, wrongly answered", out_of_scope_answered, 0.05, at_most=True
)
DANGER = Measure("danger: emergency help first", danger_answered)

# Each recall stands with what is wrongly accepted for it.
MEASURES = (
    INTENT,
    OUT_OF_SCOPE_ANSWERED,
    Measure("in scope, refused", in_scope_refused),
    AGENCY,
    Measure("… asked back, right one among the choices", right_agency_offered),
    Measure("… asked back, right one not among them", wrong_agency_offered),
    Measure("… another agency named first", wrong_agency),
    Measure("no errand, yet an agency shown", agency_not_asked_for),
    DANGER,
    Measure("no danger, yet emergency help first", false_alarm),
    Measure("right place", right_place),
    Measure("reply in the language of the question", right_language),
)


@lru_cache(maxsize=8)
def _agency_by_errand_name(language: str) -> dict[str, str]:
    """A choice sends the errand's name, so the name tells which agency was offered."""
    register = knowledge.register()
    return {
        register.errand_name(errand.id, language).name: errand.agencies[0]
        for errand in register.errands.values()
    }


@lru_cache(maxsize=1)
def _municipalities_of_districts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for place in read_places(DATA_DIR / "places.csv"):
        if place.kind == "district" and place.municipality:
            found.setdefault(place.name, set()).add(place.municipality)
    return {name: frozenset(municipalities) for name, municipalities in found.items()}
