"""How well the bot understands the test set; the table is `python -m benchmarks.understanding`."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.bot.runtime import BotRuntime
from assistant.settings import settings
from benchmarks.scoring import (
    AGENCY,
    INTENT,
    OUT_OF_SCOPE_ANSWERED,
    Asked,
    Measure,
    ask_all,
    read_questions,
)

QUESTIONS = Path(__file__).parent


@pytest.fixture(scope="session")
def asked(bot: BotRuntime) -> dict[str, list[Asked]]:
    """Every question with its answer, by language."""
    by_language: dict[str, list[Asked]] = {}
    spoken = [q for q in read_questions(QUESTIONS) if q.language in settings().languages]
    for question, answer in ask_all(bot, spoken):
        by_language.setdefault(question.language, []).append((question, answer))
    return by_language


@pytest.mark.parametrize("language", ["sv", "en"])
def test_should_understand_what_people_want(asked: dict[str, list[Asked]], language: str) -> None:
    _assert_reached(INTENT, asked[language])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_should_name_the_right_agency_first(asked: dict[str, list[Asked]], language: str) -> None:
    _assert_reached(AGENCY, asked[language])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_should_not_answer_what_no_public_desk_handles(
    asked: dict[str, list[Asked]], language: str
) -> None:
    _assert_reached(OUT_OF_SCOPE_ANSWERED, asked[language])


def _assert_reached(measure: Measure, asked: list[Asked]) -> None:
    share = measure.share(asked)
    assert measure.is_reached(share), (
        f"{measure.name}: {share.hits} of {share.total} ({share.value:.1%}), "
        f"target {measure.target:.0%}"
    )
