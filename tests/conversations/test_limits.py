"""What is not ours to answer, what comes first in a crisis, lists, and small talk."""

from __future__ import annotations

import re

import pytest

from tests.conversations.visitor import Visitor


@pytest.mark.parametrize(
    "text", ["min man slår mig", "my husband hits me", "jag är rädd för min pojkvän, han slår mig"]
)
def test_crisis_is_answered_with_help_first_and_no_questions(visitor: Visitor, text: str) -> None:
    visitor.says("jag bor i Uppsala")
    answer = visitor.says(text)
    assert "112" in answer.text.splitlines()[0]
    assert "020-50 50 50" in answer.text
    assert not answer.offices
    assert not answer.choices


def test_visitor_goes_on_after_a_crisis(visitor: Visitor) -> None:
    visitor.says("min man slår mig")
    assert visitor.says("var är närmaste servicekontor? jag bor i Uppsala").office_ids


def test_visitor_is_in_another_country(visitor: Visitor) -> None:
    answer = visitor.says("jag bor i Köpenhamn, var är närmaste servicekontor?")
    assert "Köpenhamn ligger inte i Sverige" in answer.text
    assert not answer.offices
    assert visitor.says("Malmö då").offices[0]["municipality"] == "Malmö"


def test_visitor_asks_what_no_public_desk_answers(visitor: Visitor) -> None:
    answer = visitor.says("vad blir det för väder i morgon?")
    assert not answer.offices
    assert not answer.agencies
    assert "myndigheter" in answer.text


def test_visitor_lists_the_offices_of_a_county(visitor: Visitor) -> None:
    answer = visitor.says("vilka kontor finns i Norrbotten?")
    assert len(answer.offices) == 9
    assert {office["county"] for office in answer.offices} == {"Norrbottens län"}
    assert "9" in answer.text
    assert "Kiruna" in answer.text


def test_visitor_counts_the_offices_of_a_county_with_the_date(visitor: Visitor) -> None:
    answer = visitor.says("hur många kontor finns det i Norrbotten?")
    assert "9" in answer.text
    assert re.search(r"Senaste uppgiften är från .*20\d\d", answer.text)


def test_visitor_counts_all_offices_with_the_date(visitor: Visitor) -> None:
    answer = visitor.says("hur många servicekontor finns det i Sverige?")
    offices = visitor.client.get("/api/offices", params={"limit": 500}).json()
    assert str(sum(office["status"] in ("open", "closing") for office in offices)) in answer.text
    assert re.search(r"Senaste uppgiften är från .*20\d\d", answer.text)


def test_visitor_asks_for_the_fa_region_of_storuman(visitor: Visitor) -> None:
    answer = visitor.says("vilka kontor finns i samma FA-region som Storuman?")
    assert "storuman" in answer.office_ids
    assert "FA-region" in answer.text
    assert {office["municipality"] for office in answer.offices} <= {
        "Storuman",
        "Lycksele",
        "Malå",
        "Åsele",
        "Sorsele",
        "Vilhelmina",
        "Dorotea",
    }


def test_visitor_asks_about_a_municipality_without_an_office(visitor: Visitor) -> None:
    answer = visitor.says("vilka kontor finns i Filipstads kommun?")
    assert "inget öppet servicekontor i kommunen Filipstad" in answer.text
    assert answer.offices[0]["name"] in answer.text


def test_visitor_thanks_and_says_goodbye(visitor: Visitor) -> None:
    assert visitor.says("hej!").text
    assert visitor.says("tack så mycket").text.startswith("Varsågod")
    assert visitor.says("hej då").text.startswith("Hej då")


def test_thanks_do_not_lose_the_office(visitor: Visitor) -> None:
    visitor.says("var är närmaste servicekontor? jag bor i Uppsala")
    visitor.says("tack!")
    assert visitor.says("när stänger det?").office_ids[0] == "uppsala-city"


def test_visitor_asks_whether_it_is_a_robot(visitor: Visitor) -> None:
    assert "robot" in visitor.says("är du en robot?").text
    assert "robot" in visitor.says("are you a real person or a bot").text


def test_visitor_wants_a_person(visitor: Visitor) -> None:
    answer = visitor.says("får jag prata med en människa?")
    assert "människa" in answer.text
    assert "0771" in answer.text


def test_visitor_asks_what_a_service_office_is(visitor: Visitor) -> None:
    answer = visitor.says("vad kan man göra på ett servicekontor?")
    for agency in (
        "Arbetsförmedlingen",
        "Försäkringskassan",
        "Pensionsmyndigheten",
        "Skatteverket",
    ):
        assert agency in answer.text
    assert "inga beslut" in answer.text


def test_visitor_complains_and_is_met_kindly(visitor: Visitor) -> None:
    visitor.says("jag bor i Uppsala, var är närmaste servicekontor?")
    answer = visitor.says("du fattar ju ingenting")
    assert "Förlåt" in answer.text
    assert visitor.says("när stänger det?").office_ids[0] == "uppsala-city"


def test_a_long_conversation_still_remembers_the_place(visitor: Visitor) -> None:
    visitor.says("jag bor i Uppsala, var är närmaste servicekontor?")
    for _ in range(10):
        visitor.says("tack")
    assert visitor.says("när stänger det?").office_ids[0] == "uppsala-city"
