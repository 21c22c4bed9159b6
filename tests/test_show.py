"""What the project shows first: each example answered through the API by the real bot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conversations.visitor import (
    KIRUNA,
    WEDNESDAY_MORNING,
    Visitor,
    stop_clock,
    web_client,
)

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime

LOTSEN = Path(sys.executable).with_name("lotsen")
PARENTAL_BENEFIT = "jag bor i rinkebby, var kan jag få hjälp med föräldrapenning?"


@pytest.fixture
def visitor(bot: BotRuntime, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    stop_clock(monkeypatch, WEDNESDAY_MORNING)
    return Visitor(web_client(bot))


def test_should_guide_a_parent_in_a_misspelled_rinkeby(visitor: Visitor) -> None:
    answer = visitor.says(PARENTAL_BENEFIT)
    assert answer.agency_ids == ["forsakringskassan"]
    assert answer.office_ids[0] == "stockholm-rinkeby"
    assert answer.offices[0]["distance_km"] is not None
    assert answer.offices[0]["open_now"] is None
    for fact in ("Försäkringskassan", "Stockholm Rinkeby", "Vi vet inte", "Ta med", "juni 2022"):
        assert fact in answer.text


def test_should_say_when_filipstad_closed_and_which_office_is_left(visitor: Visitor) -> None:
    answer = visitor.says("öppet i filipstad?")
    assert "30 maj 2025" in answer.text
    assert answer.office_ids
    assert "filipstad" not in answer.office_ids
    assert answer.offices[0]["status"] in ("open", "closing")
    assert answer.offices[0]["name"] in answer.text


def test_should_take_a_postcode_for_a_place(visitor: Visitor) -> None:
    assert visitor.says("17276").office_ids[0] == "sundbyberg"


def test_should_ask_which_alby(visitor: Visitor) -> None:
    answer = visitor.says("Alby")
    assert "Alby" in answer.text
    assert not answer.offices
    assert len(answer.choices) >= 2
    assert any("Botkyrka" in title for title in answer.titles)


def test_should_send_who_needs_a_passport_to_the_police(visitor: Visitor) -> None:
    answer = visitor.says("where do I get a passport")
    assert answer.language == "en"
    assert answer.agency_ids == ["polisen"]
    assert answer.agencies[0]["at_service_office"] is False
    assert not answer.offices
    assert "Polisen" in answer.text


def test_should_say_that_uppsala_is_closed_on_christmas_eve(visitor: Visitor) -> None:
    answer = visitor.says("öppet på julafton i Uppsala?")
    assert "stängd" in answer.text
    assert "24 december" in answer.text
    assert "julafton" in answer.text.lower()
    assert "öppet torsdag" not in answer.text
    assert set(answer.office_ids) <= {"uppsala-city", "uppsala-gottsunda"}


def test_should_not_answer_about_the_weather_in_oslo(visitor: Visitor) -> None:
    answer = visitor.says("weather in Oslo")
    assert not answer.offices
    assert not answer.agencies


def test_should_find_kiruna_by_a_shared_position(visitor: Visitor) -> None:
    answer = visitor.says("var är närmaste servicekontor?", position=KIRUNA)
    assert answer.office_ids[0] == "kiruna"
    assert "Kiruna" in answer.text
    assert not answer.choices


def test_should_answer_as_json_on_the_command_line(bot: BotRuntime) -> None:
    """Standard output is JSON and nothing else, so that another program can read it."""
    asked = subprocess.run(
        [LOTSEN, "ask", PARENTAL_BENEFIT, "--json"], capture_output=True, text=True, timeout=120
    )
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    message = answer["messages"][0]
    assert answer["language"] == "sv"
    assert [agency["id"] for agency in message["agencies"]] == ["forsakringskassan"]
    assert message["offices"][0]["id"] == "stockholm-rinkeby"
    assert "Stockholm Rinkeby" in message["text"]
