"""How a message is read: the language to answer in, and where the person is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.turn import _position, choose_language

SPOKEN = frozenset({"sv", "en"})


def language(
    code: str | None,
    confidence: float = 0.99,
    words: int = 1,
    conversation: str | None = None,
    page: str | None = None,
) -> str:
    return choose_language(
        {"code": code, "confidence": confidence}, words, conversation, page, SPOKEN
    )


@pytest.mark.parametrize("words", [1, 2])
@pytest.mark.parametrize(("conversation", "page"), [("sv", None), (None, "sv"), ("sv", "en")])
def test_should_not_switch_language_for_one_short_word(
    words: int, conversation: str | None, page: str | None
) -> None:
    assert language("en", words=words, conversation=conversation, page=page) == "sv"


def test_should_switch_to_the_language_of_a_clear_sentence() -> None:
    assert language("en", words=6, conversation="sv", page="sv") == "en"


def test_should_not_switch_for_a_sentence_in_doubtful_language() -> None:
    assert language("en", confidence=0.6, words=6, conversation="sv") == "sv"


def test_should_take_the_language_of_the_page_at_first() -> None:
    assert language(None, page="en") == "en"


def test_should_keep_the_language_of_the_conversation() -> None:
    assert language(None, conversation="en", page="sv") == "en"


def test_should_hear_the_language_of_the_first_word_where_nothing_else_is_known() -> None:
    assert language("en") == "en"


def test_should_speak_swedish_where_nothing_is_known() -> None:
    assert language(None) == "sv"
    assert language("en", confidence=0.3) == "sv"
    assert choose_language({}, 0, None, None, SPOKEN) == "sv"


def test_should_never_choose_a_language_it_cannot_speak() -> None:
    assert language("other", words=9) == "sv"
    assert language("fi", words=9, conversation="en") == "en"


@pytest.mark.parametrize(("conversation", "page"), [(None, "fi"), ("fi", None), ("fi", "xx")])
def test_should_not_take_over_a_language_of_the_page_that_it_cannot_speak(
    conversation: str | None, page: str | None
) -> None:
    assert language("en", words=1, conversation=conversation, page=page) in SPOKEN


def test_should_read_a_shared_position() -> None:
    assert _position({"latitude": 67.86, "longitude": 20.23}) == (67.86, 20.23)
    assert _position({"latitude": "67.86", "longitude": "20.23"}) == (67.86, 20.23)


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "",
        "here",
        7,
        [],
        [59.3, 18.0],
        {},
        {"latitude": 59.3},
        {"latitude": None, "longitude": None},
        {"latitude": "north", "longitude": "west"},
        {"latitude": [59.3], "longitude": {}},
    ],
)
def test_should_take_junk_for_no_position(junk: Any) -> None:
    assert _position(junk) is None


@pytest.mark.parametrize(
    "junk",
    [
        {"latitude": float("nan"), "longitude": 18.0},
        {"latitude": 59.3, "longitude": float("inf")},
        {"latitude": "nan", "longitude": "nan"},
        {"latitude": 590.3, "longitude": 18.0},
        {"latitude": 59.3, "longitude": -1800.0},
        {"latitude": 10**400, "longitude": 18},
    ],
)
def test_should_take_numbers_that_are_nowhere_on_earth_for_no_position(junk: Any) -> None:
    assert _position(junk) is None


JSON = st.sampled_from([None, True, "", "x", "59.3", 59, 59.3, [], [1], {}, {"latitude": 1}])


@given(st.one_of(JSON, st.fixed_dictionaries({"latitude": JSON, "longitude": JSON})))
def test_should_survive_whatever_a_client_sends_as_position(value: Any) -> None:
    position = _position(value)
    assert position is None or all(isinstance(number, float) for number in position)
