"""What happens to every message before Rasa sees it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.bot.intake import clean
from assistant.privacy import MASK
from assistant.settings import settings

MAX_CHARACTERS = settings().chat_max_characters


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  hej  ", "hej"),
        ("/restart", "restart"),
        ("//restart", "restart"),
        (" /restart", "restart"),
        ('/ask_errand{"errand":"x"}', 'ask_errand{"errand":"x"}'),
        ("jag/vi bor i Lund", "jag/vi bor i Lund"),
        (None, ""),
        ("", ""),
        ("/", ""),
        ("\x00\x07", ""),
        ("hej\x00du", "hej du"),
        ("rad ett\nrad två", "rad ett rad två"),
        ("Rin\u00adke\u200bby", "Rinkeby"),
        ("\u202egnälkab\u202c", "gnälkab"),
        ("Malmo\u0308", "Malmö"),
        ("👍", "👍"),
    ],
)
def test_should_make_plain_text(text: str | None, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text", ["/ /restart", "/\t/restart", "\u200b/restart", "/\u200b/restart", "\x00/ / /restart"]
)
def test_should_never_hand_a_command_to_rasa(text: str) -> None:
    assert clean(text) == "restart"


def test_should_mask_personal_numbers() -> None:
    assert clean("mitt nummer är 811218-9876") == f"mitt nummer är {MASK}"


def test_should_mask_a_personal_number_hidden_by_invisible_characters() -> None:
    assert clean("8112\u200b18-98\u200b76") == MASK


def test_should_cut_what_is_too_long() -> None:
    assert len(clean("hej " * 5000)) <= MAX_CHARACTERS


def test_should_not_leave_half_a_personal_number_where_it_cuts() -> None:
    text = "x" * (MAX_CHARACTERS - 8) + " 811218-9876"
    assert "811218" not in clean(text)


@given(st.text())
@example("/ /restart")
def test_should_never_leave_a_command_or_a_control_character(text: str) -> None:
    cleaned = clean(text)
    assert not cleaned.startswith("/")
    assert not any(unicodedata.category(c) == "Cc" for c in cleaned)
    assert cleaned == cleaned.strip()
    assert len(cleaned) <= MAX_CHARACTERS


@given(st.text())
def test_should_change_nothing_the_second_time(text: str) -> None:
    assert clean(clean(text)) == clean(text)
