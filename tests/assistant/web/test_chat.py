"""POST /api/chat, as a client of the API meets it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.assistant.web.fakes import RINKEBY, FakeBot


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    """The answer, or the problem, with its status."""
    response = client.post("/api/chat", json=body)
    return {"status": response.status_code, **response.json()}


def test_should_answer_with_text_and_cards(client: TestClient) -> None:
    answer = ask(client, sender="anna", text="jag ska få barn, bor i rinkeby")
    message = answer["messages"][0]
    assert answer["sender"] == "anna"
    assert (answer["language"], answer["direction"]) == ("sv", "ltr")
    assert message["text"].startswith("Försäkringskassan ansvarar")
    assert message["offices"] == [RINKEBY]
    assert message["choices"] == []


def test_should_give_each_visitor_without_an_id_one_of_their_own(client: TestClient) -> None:
    first, second = (ask(client, text="hej")["sender"] for _ in range(2))
    assert first != second
    assert ask(client, sender=first, text="hej")["sender"] == first


@pytest.mark.parametrize("text", ["/restart", " / /restart", "\u0000/restart", "\n/\trestart"])
def test_should_never_let_a_typed_command_reach_the_bot(
    client: TestClient, bot: FakeBot, text: str
) -> None:
    ask(client, text=text)
    assert bot.heard[0][1] == "restart"


def test_should_hide_personal_numbers_from_the_bot(client: TestClient, bot: FakeBot) -> None:
    ask(client, text="mitt nummer är 19811218-9876, vad gör jag?")
    assert "9876" not in bot.heard[0][1]
    assert bot.heard[0][1].endswith("vad gör jag?")


def test_should_keep_the_joiners_that_words_and_emoji_need(
    client: TestClient, bot: FakeBot
) -> None:
    family, persian = "👨\u200d👩\u200d👧", "می\u200cخواهم"
    ask(client, text=f"{family}\u202e {persian}\u0007")
    assert bot.heard[0][1] == f"{family} {persian}"


def test_should_answer_emoji_alone(client: TestClient) -> None:
    assert ask(client, text="🙂🙂")["status"] == 200


def test_should_pass_on_language_and_a_position_of_about_a_kilometre(
    client: TestClient, bot: FakeBot
) -> None:
    position = {"latitude": 67.85572, "longitude": 20.22513}
    ask(client, text="närmaste kontor", language="sv-SE", position=position)
    assert bot.heard[0][2:] == ("sv", (67.86, 20.23))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": ""}, 422, "empty_text"),
        ({"text": " \t\n\u0000"}, 422, "empty_text"),
        ({"text": "///"}, 422, "empty_text"),
        ({}, 422, "empty_text"),
        ({"text": "å" * 501}, 422, "text_too_long"),
        ({"text": "🙂" * 10_000}, 422, "text_too_long"),
        ({"text": "hej", "language": "klingon"}, 422, "unknown_language"),
        ({"text": "hej", "language": "ja"}, 422, "unknown_language"),
        ({"text": "hej", "language": ""}, 422, "unknown_language"),
        ({"text": "hej", "sender": "a b"}, 422, "invalid_sender"),
        ({"text": "hej", "sender": "a" * 65}, 422, "invalid_sender"),
        ({"text": "hej", "position": {"latitude": "59", "longitude": 18}}, 422, "invalid_position"),
        ({"text": "hej", "position": {"latitude": 59}}, 422, "invalid_position"),
        ({"text": "hej", "position": [59, 18]}, 422, "invalid_position"),
        (
            {"text": "hej", "position": {"latitude": 59.91, "longitude": 10.75}},
            422,
            "position_outside_sweden",
        ),
        (["hej"], 400, "invalid_json"),
        ("hej", 400, "invalid_json"),
        ({"text": "x" * 300_000}, 413, "body_too_large"),
    ],
)
def test_should_refuse_with_a_stable_code_and_a_sentence(
    client: TestClient, bot: FakeBot, body: Any, status: int, code: str
) -> None:
    response = client.post("/api/chat", json=body)
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["title"]
    assert problem["detail"].endswith(".")
    assert not bot.heard


@pytest.mark.parametrize(
    "content", [b"{", b"", b'{"text": "hej"', b"\xff\xfe", b'{"text": NaN', b"[" * 9000]
)
def test_should_refuse_what_is_not_json(client: TestClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/api/chat", content=content, headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_json")


def test_should_survive_half_a_character(client: TestClient) -> None:
    content = json.dumps({"text": "hej \ud83d"}).encode()
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/chat", content=content, headers=headers).status_code == 200


def test_should_explain_in_the_visitors_language(client: TestClient) -> None:
    swedish = ask(client, text="å" * 501)
    asked = ask(client, text="å" * 501, language="en")
    english = client.post("/api/chat", json={}, headers={"Accept-Language": "ja, en-GB;q=0.8"})
    assert "högst 500 tecken" in swedish["detail"]
    assert "500 characters or fewer" in asked["detail"]
    assert english.json()["detail"].startswith("Write a question")
    assert english.headers["content-language"] == "en"


def test_should_show_no_stack_trace_when_the_bot_breaks(
    client: TestClient, bot: FakeBot, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.error = RuntimeError("broke on: jag heter Anna")
    answer = ask(client, text="jag heter Anna")
    printed = capsys.readouterr()
    assert (answer["status"], answer["code"]) == (500, "internal_error")
    assert "Anna" not in str(answer) + printed.out + printed.err


def test_should_say_that_the_bot_is_starting(client: TestClient, bot: FakeBot) -> None:
    bot.ready = False
    answer = ask(client, text="hej")
    assert (answer["status"], answer["code"]) == (503, "bot_not_ready")
