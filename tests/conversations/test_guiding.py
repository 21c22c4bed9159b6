"""From an errand and a place to the right desk, and what visitors ask next."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.web.texts import page_text
from tests.conversations.visitor import KIRUNA, STOCKHOLM, Visitor, stop_clock


def test_visitor_asks_for_place_then_hours_then_agency(visitor: Visitor) -> None:
    nearest = visitor.says("var är närmaste servicekontor? jag bor i Uppsala")
    assert nearest.office_ids[0] == "uppsala-city"
    hours = visitor.says("när stänger det?")
    assert "öppet nu" in hours.text
    assert "16" in hours.text
    agency = visitor.says("finns Pensionsmyndigheten där?")
    assert agency.office_ids == ["uppsala-city"]
    assert agency.text.startswith("Ja")


def test_visitor_tells_the_errand_first_and_the_place_when_asked(visitor: Visitor) -> None:
    asked = visitor.says("jag behöver hjälp med föräldrapenning")
    assert asked.agency_ids == ["forsakringskassan"]
    assert not asked.offices
    assert "Var bor du?" in asked.text
    answered = visitor.says("Rinkeby")
    assert answered.office_ids[0] == "stockholm-rinkeby"
    assert "föräldrapenning" in answered.text.lower() or "Ta med" in answered.text


def test_visitor_tells_the_place_first_and_the_errand_afterwards(visitor: Visitor) -> None:
    assert visitor.says("jag bor i Växjö").office_ids[0] == "vaxjo"
    answer = visitor.says("jag vill ansöka om bostadsbidrag")
    assert answer.agency_ids == ["forsakringskassan"]
    assert answer.office_ids[0] == "vaxjo"


def test_visitor_asks_about_a_second_errand_in_the_same_town(visitor: Visitor) -> None:
    visitor.says("jag bor i Karlstad och vill ansöka om bostadsbidrag")
    answer = visitor.says("jag behöver också hjälp med min deklaration")
    assert answer.agency_ids == ["skatteverket"]
    assert answer.office_ids[0] == "karlstad"


def test_shared_position_gives_nearest_directly(visitor: Visitor) -> None:
    answer = visitor.says("var är närmaste servicekontor?", position=KIRUNA)
    assert answer.office_ids[0] == "kiruna"
    assert not answer.choices
    later = visitor.says("vilken adress har det?")
    assert later.office_ids == ["kiruna"]


def test_shared_position_answers_the_question_where(visitor: Visitor) -> None:
    asked = visitor.says("jag vill ansöka om bostadsbidrag")
    assert "Var bor du?" in asked.text
    answer = visitor.says(page_text("page.position.message", "sv"), position=KIRUNA)
    assert answer.office_ids[0] == "kiruna"
    assert "Ta med" in answer.text  # the errand is not forgotten


def test_visitor_asks_what_to_bring_and_whether_to_book(visitor: Visitor) -> None:
    visitor.says("jag bor i Uppsala och vill ansöka om bostadsbidrag")
    bring = visitor.says("vad ska jag ta med mig?")
    assert bring.agency_ids == ["forsakringskassan"]
    assert "id" in bring.text.lower()
    booking = visitor.says("måste jag boka tid?")
    assert "boka" in booking.text


def test_visitor_wants_an_id_card(visitor: Visitor) -> None:
    answer = visitor.says("jag vill skaffa id-kort, bor i Storuman")
    assert answer.agency_ids == ["skatteverket"]
    assert "boka" in answer.text
    assert "Vi vet inte om kontoret Storuman" in answer.text


def test_visitor_names_two_errands_in_one_message(visitor: Visitor) -> None:
    answer = visitor.says("jag behöver förnya mitt pass och söka bostadsbidrag, bor i Malmö")
    assert set(answer.agency_ids) == {"polisen", "forsakringskassan"}


def test_visitor_asks_what_an_errand_costs(visitor: Visitor) -> None:
    visitor.says("jag vill förnya mitt pass")
    answer = visitor.says("vad kostar det?")
    assert "Vi vet inte vad det kostar" in answer.text
    assert "Polisen" in answer.text


def test_visitor_in_danger_is_not_told_to_ring_112_about_a_price(visitor: Visitor) -> None:
    assert "112" in visitor.says("min granne slår sin tjej varje natt").text
    assert "112" not in visitor.says("vad kostar det?").text


def test_an_errand_in_capitals_is_no_place(visitor: Visitor) -> None:
    answer = visitor.says("SFI")
    assert answer.agency_ids == ["kommunen"]
    assert not answer.offices


def test_visitor_asks_for_migrationsverket_where_no_source_says(visitor: Visitor) -> None:
    answer = visitor.says("finns Migrationsverket på kontoret i Kiruna?")
    assert answer.office_ids == ["kiruna"]
    assert "Vi vet inte" in answer.text
    assert not answer.text.startswith(("Ja", "Nej"))


def test_visitor_asks_for_migrationsverket_where_it_is_known(visitor: Visitor) -> None:
    answer = visitor.says("finns Migrationsverket på kontoret i Karlstad?")
    assert answer.office_ids == ["karlstad"]
    assert answer.text.startswith("Ja")


def test_visitor_asks_for_an_agency_that_is_at_no_office(visitor: Visitor) -> None:
    visitor.says("jag bor i Uppsala, var är närmaste servicekontor?")
    answer = visitor.says("finns Polisen där?")
    assert "inte" in answer.text
    assert "114 14" in answer.text or "polisen.se" in answer.text


def test_closed_office_is_never_offered(visitor: Visitor) -> None:
    for question in (
        "jag bor i Filipstad, var är närmaste servicekontor?",
        "jag bor i Filipstad och vill ansöka om bostadsbidrag",
        "finns det ett kontor i Araby?",
        "öppet i Araby?",
        "vilka kontor finns i Filipstads kommun?",
        "vilka kontor finns i Växjö kommun?",
    ):
        answer = visitor.says(question)
        assert answer.offices, question
        assert all(office["status"] in ("open", "closing") for office in answer.offices), question


def test_visitor_hears_that_the_office_has_closed_before_which_is_nearest(
    visitor: Visitor,
) -> None:
    answer = visitor.says("jag bor i Araby i Växjö, var är närmaste servicekontor?")
    assert answer.office_ids[0] == "vaxjo"
    assert answer.text.index("13 juni 2025") < answer.text.index(answer.offices[0]["name"] + ",")


def test_visitor_hears_that_an_office_is_going_to_close(visitor: Visitor) -> None:
    answer = visitor.says("finns det servicekontor i Brandbergen?")
    assert answer.office_ids[0] == "haninge-brandbergen"
    assert "ska läggas ned" in answer.text


def test_visitor_is_told_to_check_an_office_that_is_not_confirmed(visitor: Visitor) -> None:
    answer = visitor.says("finns det servicekontor i Lycksele?")
    assert answer.offices[0]["confidence"] == "unconfirmed"
    assert "Kontrollera" in answer.text


def test_visitor_asks_how_the_bot_knows(visitor: Visitor) -> None:
    visitor.says("var är närmaste servicekontor? jag bor i Rinkeby")
    answer = visitor.says("hur vet du det?")
    assert "publikt.se" in answer.text
    assert "juni 2022" in answer.text


def test_visitor_asks_about_one_day_after_another(visitor: Visitor) -> None:
    saturday = visitor.says("är kontoret i Uppsala öppet på lördag?")
    assert "stängt" in saturday.text
    assert "17 oktober" in saturday.text
    tomorrow = visitor.says("imorgon då?")
    assert tomorrow.office_ids[0] == "uppsala-city"
    assert "öppet" in tomorrow.text
    assert "10" in tomorrow.text
    assert "16" in tomorrow.text


def test_visitor_asks_for_a_day_before_telling_the_place(visitor: Visitor) -> None:
    asked = visitor.says("har ni öppet på lördag?")
    assert "Var bor du?" in asked.text
    answered = visitor.says("Uppsala")
    assert "stängt" in answered.text
    assert "17 oktober" in answered.text


def test_visitor_asks_when_an_office_opens_after_hours(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch, datetime(2026, 10, 16, 18, 30, tzinfo=STOCKHOLM))  # a Friday
    answer = visitor.says("är kontoret i Uppsala öppet nu?")
    assert answer.offices[0]["open_now"] is False
    assert "stängt nu" in answer.text
    assert "måndag" in answer.text


def test_visitor_hears_which_weekday_an_office_is_closed(visitor: Visitor) -> None:
    answer = visitor.says("är kontoret i Sundbyberg öppet idag?")
    assert answer.offices[0]["open_now"] is False
    assert "stängt" in answer.text


def test_unknown_hours_are_not_called_open(visitor: Visitor) -> None:
    answer = visitor.says("är kontoret i Kiruna öppet nu?")
    assert answer.offices[0]["open_now"] is None
    assert "Vi vet inte" in answer.text
    assert "är öppet nu" not in answer.text


def test_visitor_asks_for_the_telephone_number_of_the_agency_just_named(
    visitor: Visitor,
) -> None:
    visitor.says("jag vill ansöka om bostadsbidrag, bor i Uppsala")
    answer = visitor.says("vad är telefonnumret dit?")
    assert answer.agency_ids == ["forsakringskassan"]
    assert "0771" in answer.text


def test_visitor_asks_on_which_day_an_office_is_closed(visitor: Visitor) -> None:
    assert "måndag–fredag 10:00–16:00" in visitor.says("vilken dag har Uppsala stängt?").text
    assert "onsdag" in visitor.says("vilken dag är kontoret i Sundbyberg stängt?").text


def test_hours_of_a_week_leave_out_its_holidays(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch, datetime(2026, 12, 22, 11, 0, tzinfo=STOCKHOLM))  # before Christmas
    text = visitor.says("vilka öppettider har kontoret i Uppsala?").text
    assert "måndag–onsdag 10:00–16:00" in text
    assert "torsdag" not in text.partition("den här veckan")[2]
