"""The chat page without its script: forms, round trips, and what they must not lose."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from assistant.replies.catalogue import template
from tests.assistant.web.fakes import FakeBot

HTML = {"Accept": "text/html,application/xhtml+xml"}


def test_should_show_the_whole_conversation_after_each_round_trip(client: TestClient) -> None:
    client.get("/")
    client.post("/chat", data={"text": "Alby"})
    page = client.post("/chat", data={"text": "jag ska få barn i rinkeby"}).text
    assert "Det finns flera Alby" in page
    assert "jag ska få barn i rinkeby" in page
    assert "<h2>Stockholm Rinkeby</h2>" in page
    assert page.index("flera Alby") < page.index("Stockholm Rinkeby")


def test_should_not_send_again_on_reload(client: TestClient, bot: FakeBot) -> None:
    client.get("/")
    answer = client.post("/chat", data={"text": "Alby"}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?language=sv#newest"
    client.get("/")
    assert len(bot.heard) == 1


def test_should_keep_the_conversation_without_cookies(client: TestClient) -> None:
    page = client.get("/").text
    for text in ("Alby", "Visby"):
        client.cookies.clear()
        page = client.post("/chat", data={"text": text, "sender": hidden_sender(page)}).text
    assert "Det finns flera Alby" in page
    assert "Kontoret i Visby" in page


def test_should_offer_choices_as_buttons_that_work_as_forms(client: TestClient) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "Alby"}).text
    assert '<button class="choice" type="submit" name="text" value="Alby, Ånge">' in page


def test_should_keep_what_was_typed_after_a_problem(client: TestClient) -> None:
    client.get("/")
    response = client.post("/chat", data={"text": "å" * 501})
    assert response.status_code == 422
    assert "högst 500 tecken" in response.text
    assert "å" * 501 in response.text


@pytest.mark.parametrize("error", [None, RuntimeError("broken")])
def test_should_keep_page_and_conversation_when_the_bot_cannot_answer(
    client: TestClient, bot: FakeBot, error: Exception | None
) -> None:
    client.get("/")
    client.post("/chat", data={"text": "Alby"})
    bot.error, bot.ready = error, error is not None
    page = client.post("/chat", data={"text": "Visby"}).text
    assert "Det finns flera Alby" in page
    assert "Försök igen om en" in page


def test_should_say_what_is_not_known_and_what_to_check(client: TestClient) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "barn"}).text
    for sentence in (
        "Adress saknas. Kartan visar bara orten.",
        "Öppettiderna är okända",
        "Kontrollera innan du åker.",
        "Senast kontrollerad oktober 2023.",
        "&lt;\u00a01\u00a0km fågelvägen",  # positions are known to about a kilometre
        "Vi vet inte om du får hjälp här med: Migrationsverket.",
    ):
        assert sentence in page


def test_should_say_when_an_open_office_closes(client: TestClient) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "Visby", "language": "sv"}).text
    assert "Öppet nu, stänger 3 mars 16:00" in page
    assert "Artillerigatan 11" in page
    assert "188\u00a0km" in page


def test_should_let_a_visitor_call(client: TestClient) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "pass"}).text
    assert 'href="tel:11414"' in page
    assert "Servicekontoren har inte hand om detta" in page


def test_should_escape_everything(client: TestClient) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "<b>x"}).text
    assert "<b>" not in page
    assert "&lt;b&gt;Hej" in page


def test_should_switch_language_and_keep_the_conversation(client: TestClient) -> None:
    client.get("/")
    client.post("/chat", data={"text": "Alby"})
    page = client.get("/?language=en").text
    assert '<html lang="en" dir="ltr">' in page
    assert "Write to Lotsen" in page
    assert re.search(r'class="said said-by-bot" lang="sv" dir="ltr"', page)
    assert ">Svenska</a>" in page
    assert "Det finns flera Alby" in page


def test_should_tell_the_bot_which_language_the_page_is_in(
    client: TestClient, bot: FakeBot
) -> None:
    client.post("/chat", data={"text": "hello", "language": "en"})
    assert bot.heard[0][2] == "en"


def test_should_forget_on_request(client: TestClient) -> None:
    client.get("/")
    client.post("/chat", data={"text": "Alby"})
    page = client.post("/chat/forget", data={"language": "sv"}).text
    assert "Alby" not in page
    assert "Vad behöver du hjälp med?" in page


def test_should_show_no_one_elses_conversation(client: TestClient) -> None:
    client.post("/chat", data={"text": "Alby"})
    client.cookies.clear()
    assert "Alby" not in client.get("/").text


def test_should_hide_personal_numbers_on_the_page(client: TestClient) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "jag heter 19811218-9876"}).text
    assert "9876" not in page


def test_should_answer_the_script_with_the_new_turn_alone(client: TestClient, bot: FakeBot) -> None:
    form = {"text": "barn", "latitude": "59.391", "longitude": "17.929"}
    fragment = client.post("/chat/messages", data=form).text
    assert fragment.strip().startswith('<div class="turn">')
    assert "<html" not in fragment
    assert bot.heard[0][3] == (59.39, 17.93)


def test_should_answer_the_script_with_problems_as_json(client: TestClient) -> None:
    form = {"text": "hej", "latitude": "48.8", "longitude": "2.3", "language": "en"}
    response = client.post("/chat/messages", data=form)
    assert response.json()["code"] == "position_outside_sweden"
    assert response.json()["detail"].startswith("That place is outside Sweden")


def test_should_show_a_page_to_a_person_who_went_astray(client: TestClient) -> None:
    response = client.get("/nowhere", headers=HTML)
    assert response.status_code == 404
    assert "<h1>Sidan finns inte</h1>" in response.text


def test_should_hold_no_inline_script_or_style_and_nothing_from_elsewhere(
    client: TestClient,
) -> None:
    client.get("/")
    page = client.post("/chat", data={"text": "barn"}).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", page)
    assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_should_have_every_text_of_the_page_in_each_language(
    client: TestClient, language: str
) -> None:
    page = client.get(f"/?language={language}").text
    assert template("page.heading", language) in page
    assert "page." not in re.sub(r"page\.css", "", page)


def hidden_sender(page: str) -> str:
    found = re.search(r'name="sender" value="([^"]+)"', page)
    assert found
    return found.group(1)
