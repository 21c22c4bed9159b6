"""Agencies by name, abbreviation, nickname and misspelling."""

from __future__ import annotations

import pytest

from assistant.bot.agencies import AgencyGazetteer
from offices_db.package import load_package


@pytest.fixture(scope="module")
def agencies() -> AgencyGazetteer:
    return AgencyGazetteer(load_package().agency_names)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("FK", "forsakringskassan"),
        ("fk", "forsakringskassan"),
        ("f-kassan", "forsakringskassan"),
        ("försäkringskasan", "forsakringskassan"),
        ("forsakringskassan", "forsakringskassan"),
        ("FÖRSÄKRINGSKASSAN", "forsakringskassan"),
        ("Försäkringskassans", "forsakringskassan"),
        ("Skatteverkets", "skatteverket"),
        ("skatteverkt", "skatteverket"),
        ("the tax agency", "skatteverket"),
        ("migrationsvreket", "migrationsverket"),
        ("migration agency", "migrationsverket"),
        ("arbetsförmedlingens", "arbetsformedlingen"),
        ("kommunens", "kommunen"),
        ("114 14", "polisen"),
    ],
)
def test_should_recognise_an_agency(agencies: AgencyGazetteer, text: str, agency: str) -> None:
    assert [mention.agency for mention in agencies.find(text)] == [agency]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kan FK hjälpa mig?", [("forsakringskassan", "FK")]),
        ("ligger Skatteverkets kontor här", [("skatteverket", "Skatteverkets")]),
        (
            "finns Arbetsförmedlingen och f-kassan där?",
            [("arbetsformedlingen", "Arbetsförmedlingen"), ("forsakringskassan", "f-kassan")],
        ),
        (
            "is the Social Insurance Agency there",
            [("forsakringskassan", "Social Insurance Agency")],
        ),
    ],
)
def test_should_find_agencies_in_a_sentence(
    agencies: AgencyGazetteer, text: str, found: list[tuple[str, str]]
) -> None:
    mentions = agencies.find(text)
    assert [(m.agency, text[m.start : m.end]) for m in mentions] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "FN",
        "jag har flyttat till Lund",
        "vad kostar det",
        "min skatt är för hög",
        "jag vill ha föräldrapenning",
        "min försäkring gäller inte",
        "how do I migrate a database",
    ],
)
def test_should_not_find_agencies_where_none_is_named(agencies: AgencyGazetteer, text: str) -> None:
    assert agencies.find(text) == []
