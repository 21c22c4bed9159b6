"""Choosing among what is offered, correcting what was understood, and starting over."""

from __future__ import annotations

import pytest

from tests.conversations.visitor import Visitor

UNCLEAR = "jag behöver hjälp med ett intyg"
TELEPHONE = "0771"  # of Statens servicecenter's switchboard


def test_visitor_chooses_the_second_of_two_albys(visitor: Visitor) -> None:
    asked = visitor.says("Alby")
    second = asked.titles[1]
    answer = visitor.says("den andra")
    assert answer.offices
    assert not answer.choices
    other = Visitor(visitor.client)
    assert answer.text == other.taps(other.says("Alby"), second).text


def test_visitor_answers_with_a_number(visitor: Visitor) -> None:
    asked = visitor.says("Alby")
    botkyrka = next(n for n, title in enumerate(asked.titles, 1) if "Botkyrka" in title)
    assert visitor.says(str(botkyrka)).office_ids[0] == "botkyrka-hallunda"


def test_visitor_answers_with_the_municipality_instead_of_a_number(visitor: Visitor) -> None:
    visitor.says("Alby")
    answer = visitor.says("Botkyrka")
    assert answer.office_ids[0] == "botkyrka-hallunda"
    assert "från Alby" in answer.text


def test_visitor_taps_a_place(visitor: Visitor) -> None:
    asked = visitor.says("Alby")
    answer = visitor.taps(asked, "Botkyrka")
    assert answer.office_ids[0] == "botkyrka-hallunda"
    assert "från Alby" in answer.text


def test_the_errand_is_kept_while_the_place_is_chosen(visitor: Visitor) -> None:
    asked = visitor.says("jag bor i Alby och vill ansöka om bostadsbidrag")
    assert asked.agency_ids == ["forsakringskassan"]
    assert len(asked.choices) >= 2
    answer = visitor.taps(asked, "Botkyrka")
    assert answer.office_ids[0] == "botkyrka-hallunda"
    assert "Ta med" in answer.text


def test_the_question_about_hours_is_kept_while_the_place_is_chosen(visitor: Visitor) -> None:
    visitor.says("när öppnar kontoret i Alby?")
    answer = visitor.says("Botkyrka")
    assert answer.office_ids[0] == "botkyrka-hallunda"
    assert "tisdag" in answer.text


def test_a_number_that_was_not_offered_asks_again(visitor: Visitor) -> None:
    asked = visitor.says("Alby")
    again = visitor.says("nummer 9")
    assert again.titles == asked.titles
    assert visitor.says("den första").offices


def test_visitor_declines_all_that_is_offered(visitor: Visitor) -> None:
    visitor.says("Alby")
    declined = visitor.says("nej")
    assert not declined.offices
    assert visitor.says("Uppsala").office_ids[0] == "uppsala-city"


def test_unclear_errand_offers_two_or_three_and_a_tap_goes_on(visitor: Visitor) -> None:
    visitor.says("jag bor i Uppsala")
    asked = visitor.says(UNCLEAR)
    assert 2 <= len(asked.choices) <= 3
    answer = visitor.taps(asked, asked.titles[0])
    assert answer.agencies
    assert not answer.choices


@pytest.mark.parametrize(
    "vague",
    [
        "jag har blivit mamma",
        "uppehållstillstånd",
        "jag behöver hjälp med uppehållstillstånd",
    ],
)
def test_vague_words_are_asked_about(visitor: Visitor, vague: str) -> None:
    answer = visitor.says(vague)
    assert 2 <= len(answer.choices) <= 3


def test_new_parent_is_told_of_or_offered_the_benefits_for_parents(visitor: Visitor) -> None:
    answer = visitor.says("jag har fått barn")
    assert "Försäkringskassan" in f"{answer.text} {answer.titles}"


def test_visitor_picks_an_unclear_errand_by_number(visitor: Visitor) -> None:
    asked = visitor.says(UNCLEAR)
    answer = visitor.says("tvåan")
    other = Visitor(visitor.client)
    assert answer.text == other.taps(other.says(UNCLEAR), asked.titles[1]).text


def test_visitor_corrects_place_twice(visitor: Visitor) -> None:
    assert visitor.says("närmaste servicekontor i Lund").offices
    assert visitor.says("nej, jag menar Växjö").office_ids[0] == "vaxjo"
    answer = visitor.says("nej förlåt, jag menade Kiruna")
    assert answer.office_ids[0] == "kiruna"
    assert "Växjö" not in answer.text


def test_correcting_the_place_keeps_the_errand(visitor: Visitor) -> None:
    visitor.says("jag bor i Lund och vill ansöka om bostadsbidrag")
    answer = visitor.says("nej, jag menar Växjö")
    assert answer.office_ids[0] == "vaxjo"
    assert "Ta med" in answer.text


def test_visitor_corrects_the_errand(visitor: Visitor) -> None:
    visitor.says("jag bor i Växjö och vill ansöka om bostadsbidrag")
    answer = visitor.says("nej, jag menade föräldrapenning")
    assert answer.agency_ids == ["forsakringskassan"]
    assert "föräldrapenning" in answer.text.lower()


def test_a_place_written_wrong_is_suggested_or_understood(visitor: Visitor) -> None:
    answer = visitor.says("jag bor i eskilstunna, var är närmaste servicekontor?")
    assert answer.office_ids[0] == "eskilstuna"


def test_cancel_forgets_errand_and_place(visitor: Visitor) -> None:
    visitor.says("jag bor i Växjö och vill ansöka om bostadsbidrag")
    assert not visitor.says("glöm det, avbryt").offices
    answer = visitor.says("var är närmaste servicekontor?")
    assert not answer.offices
    assert "Var bor du?" in answer.text
    assert not visitor.says("Kiruna").agencies


def test_cancel_forgets_the_office(visitor: Visitor) -> None:
    visitor.says("när öppnar kontoret i Uppsala?")
    visitor.says("avbryt")
    answer = visitor.says("när öppnar det?")
    assert not answer.offices
    assert "Var bor du?" in answer.text


def test_a_new_place_replaces_the_old_one_without_a_correction(visitor: Visitor) -> None:
    visitor.says("jag bor i Växjö, var är närmaste servicekontor?")
    assert visitor.says("och i Kiruna?").office_ids[0] == "kiruna"
    assert visitor.says("vad har det för adress?").office_ids == ["kiruna"]


def test_two_visitors_do_not_hear_of_each_other(visitor: Visitor) -> None:
    other = Visitor(visitor.client)
    visitor.says("jag bor i Växjö och vill ansöka om bostadsbidrag")
    answer = other.says("när öppnar det?")
    assert not answer.offices
    assert "Var bor du?" in answer.text


def test_after_two_misses_a_person_is_offered(visitor: Visitor) -> None:
    first = visitor.says("blargh frump zxcv")
    assert TELEPHONE not in first.text
    second = visitor.says("snurgel qwoei fnutt")
    assert TELEPHONE in second.text


def test_an_answer_between_two_misses_starts_the_count_again(visitor: Visitor) -> None:
    visitor.says("blargh frump zxcv")
    visitor.says("jag bor i Uppsala, var är närmaste servicekontor?")
    assert TELEPHONE not in visitor.says("snurgel qwoei fnutt").text


def test_a_miss_does_not_lose_what_was_asked(visitor: Visitor) -> None:
    visitor.says("Alby")
    visitor.says("blargh frump zxcv")
    assert visitor.says("Botkyrka").office_ids[0] == "botkyrka-hallunda"
