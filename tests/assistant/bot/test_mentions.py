"""What a message names, and the message without the names."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from assistant.bot.agencies import AgencyGazetteer
from assistant.bot.knowledge import place_matcher
from assistant.bot.mentions import Mentions, delexicalised, find_mentions, find_names
from offices_db.package import load_package

Bare = Callable[..., str]

MONDAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def agencies() -> AgencyGazetteer:
    return AgencyGazetteer(load_package().agency_names)


@pytest.fixture
def bare(agencies: AgencyGazetteer) -> Bare:
    """`bare(text)`: the text without any names."""

    def bare(text: str, *, keep_agencies: bool = False) -> str:
        return delexicalised(text, read(text, agencies), keep_agencies=keep_agencies)

    return bare


def read(text: str, agencies: AgencyGazetteer) -> Mentions:
    return find_mentions(text, find_names(text, place_matcher(), agencies), "sv", MONDAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("var är närmaste kontor i Rinkeby?", "var är närmaste kontor i PLACE?"),
        ("Rinkeby", "PLACE"),
        ("jag bor i 17276", "jag bor i PLACE"),
        ("är det öppet på julafton i Uppsala", "är det öppet DAY i PLACE"),
        ("jobbar Skatteverket i Kiruna", "jobbar AGENCY i PLACE"),
        ("jag vill ha föräldrapenning", "jag vill ha föräldrapenning"),
        ("", ""),
    ],
)
def test_should_replace_names_by_their_kind(bare: Bare, text: str, expected: str) -> None:
    assert bare(text) == expected


def test_should_keep_agencies_where_they_tell_the_errand(bare: Bare) -> None:
    assert bare("jobbar Skatteverket i Kiruna", keep_agencies=True) == "jobbar Skatteverket i PLACE"


def test_should_tell_a_place_abroad_by_a_word_at_the_end(bare: Bare) -> None:
    assert bare("vad blir det för väder i Oslo").endswith(" ABROAD")
    assert "ABROAD" not in bare("väder i Oslo", keep_agencies=True)


def test_should_see_the_same_question_whatever_the_town(bare: Bare) -> None:
    towns = ("Kiruna", "Malmö", "rinkeby", "Västerås")
    assert len({bare(f"vilka kontor finns i {town}?") for town in towns}) == 1


def test_should_name_everything_found(agencies: AgencyGazetteer) -> None:
    found = read("finns Skatteverket i Kiruna på midsommarafton?", agencies).as_dict()
    assert found["places"]["matches"][0]["place"]["name"] == "Kiruna"
    assert found["agencies"] == ["skatteverket"]
    assert found["day"]["date"] == "2026-06-19"
    assert json.loads(json.dumps(found)) is not None


def test_should_point_at_the_words_of_each_entity(agencies: AgencyGazetteer) -> None:
    text = "finns Skatteverket i Kiruna?"
    spans = {e["entity"]: text[e["start"] : e["end"]] for e in read(text, agencies).entities()}
    assert spans == {"place": "Kiruna", "agency": "Skatteverket"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in English please", "en"),
        ("på svenska tack", "sv"),
        ("kan vi ta det på engelska?", "en"),
        ("hej", None),
    ],
)
def test_should_notice_a_wish_for_a_language(
    agencies: AgencyGazetteer, text: str, language: str | None
) -> None:
    assert read(text, agencies).language == language


def test_should_notice_fa_regions(agencies: AgencyGazetteer) -> None:
    assert read("vilka kontor finns i samma FA-region som Storuman?", agencies).fa_region
    assert not read("vilka kontor finns i Storuman?", agencies).fa_region
