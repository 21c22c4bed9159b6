"""Which of the things offered a visitor picks."""

from __future__ import annotations

import pytest

from assistant.bot.ordinals import LAST, find_ordinal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("den första", 1),
        ("den andra", 2),
        ("Den andra tack!", 2),
        ("andra", 2),
        ("hmm, den tredje", 3),
        ("det andra alternativet", 2),
        ("jag menade den andra", 2),
        ("nummer 2", 2),
        ("nr 3", 3),
        ("alternativ tre", 3),
        ("2:an", 2),
        ("tvåan", 2),
        ("tvaan", 2),
        ("jag tar trean", 3),
        ("2", 2),
        (" 2. ", 2),
        ("två", 2),
        ("10", 10),
        ("den sista", LAST),
    ],
)
def test_should_understand_a_swedish_choice(text: str, expected: int) -> None:
    assert find_ordinal(text, "sv") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first one", 1),
        ("the first one", 1),
        ("the second", 2),
        ("the 2nd one please", 2),
        ("number two", 2),
        ("option 3", 3),
        ("two please", 2),
        ("1", 1),
        ("the last", LAST),
        ("the last one", LAST),
    ],
)
def test_should_understand_an_english_choice(text: str, expected: int) -> None:
    assert find_ordinal(text, "en") == expected


@pytest.mark.parametrize("language", [None, "en", "xx"])
def test_should_understand_a_swedish_choice_on_a_page_in_another_language(
    language: str | None,
) -> None:
    assert find_ordinal("den andra", language) == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("finns det andra kontor?", "sv"),
        ("ett servicekontor", "sv"),
        ("jag har två barn", "sv"),
        ("17276", "sv"),
        ("112", "sv"),
        ("12", "sv"),
        ("jag bor i Lund", "sv"),
        ("", "sv"),
        ("just a second", "en"),
        ("I need one", "en"),
        ("the second floor office", "en"),
        ("the first time I came here", "en"),
        ("I have two kids", "en"),
    ],
)
def test_should_not_take_ordinary_numbers_for_a_choice(text: str, language: str) -> None:
    assert find_ordinal(text, language) is None
