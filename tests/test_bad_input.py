"""What nobody should send, and some do: a stable code or a plain sentence, and on it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conversations.visitor import WEDNESDAY_MORNING, Visitor, stop_clock, web_client

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime

OSLO = {"latitude": 59.91, "longitude": 10.75}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def visitor(bot: BotRuntime, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Someone in the middle of a conversation about Uppsala."""
    stop_clock(monkeypatch, WEDNESDAY_MORNING)
    visitor = Visitor(web_client(bot))
    assert visitor.says("var finns närmaste servicekontor i Uppsala?").office_ids
    return visitor


def assert_goes_on(visitor: Visitor) -> None:
    """The bot still knows which office the conversation is about."""
    answer = visitor.says("när stänger det?")
    assert answer.office_ids[0] == "uppsala-city"
    assert "16" in answer.text


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": ""}, 422, "empty_text"),
        ({"text": " \n\t "}, 422, "empty_text"),
        ({"text": "\u0000\u0007\u001b"}, 422, "empty_text"),
        ({"text": "\u202e\u2066\u202c"}, 422, "empty_text"),
        ({}, 422, "empty_text"),
        ({"text": "å" * 10_000}, 422, "text_too_long"),
        ({"text": "var är kontoret? " * 30}, 422, "text_too_long"),
        ({"text": "hej", "language": "klingon"}, 422, "unknown_language"),
        ({"text": "hej", "position": OSLO}, 422, "position_outside_sweden"),
        ({"text": "hej", "position": {"latitude": 999, "longitude": 0}}, 422, None),
        ({"text": "hej", "position": "Kiruna"}, 422, "invalid_position"),
        ({"text": 17276}, 422, None),
        ({"text": None}, 422, None),
        (["hej"], 400, "invalid_json"),
    ],
)
def test_should_refuse_with_a_code_and_a_sentence_and_go_on(
    visitor: Visitor, body: Any, status: int, code: str | None
) -> None:
    if isinstance(body, dict):
        body = {"sender": visitor.sender, **body}
    response = visitor.client.post("/api/chat", json=body)
    problem = response.json()
    assert response.status_code == status
    assert problem["code"] == (code or problem["code"])
    assert problem["detail"].endswith(".")
    assert "Traceback" not in response.text
    assert_goes_on(visitor)


@pytest.mark.parametrize("content", [b"", b"{", b'{"text": "hej"', b"\xff\xfe", b"text=hej"])
def test_should_refuse_what_is_not_json_and_go_on(visitor: Visitor, content: bytes) -> None:
    response = visitor.client.post("/api/chat", content=content, headers=JSON)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_json")
    assert_goes_on(visitor)


def test_should_tell_kindly_how_long_a_message_may_be(visitor: Visitor) -> None:
    body = {"sender": visitor.sender, "text": "jag har flyttat " * 40}
    swedish = visitor.client.post("/api/chat", json={**body, "language": "sv"}).json()
    english = visitor.client.post("/api/chat", json={**body, "language": "en"}).json()
    assert "500" in swedish["detail"]
    assert "viktigaste" in swedish["detail"]
    assert "500" in english["detail"]
    assert "most important" in english["detail"]


def test_should_answer_exactly_500_characters(visitor: Visitor) -> None:
    story = "jag har flyttat till Växjö och vill anmäla min nya adress. "
    assert visitor.says((story * 10)[:500]).text


@pytest.mark.parametrize(
    "text",
    [
        "🙂",
        "🤷🏽‍♀️👨‍👩‍👧🇸🇪🏳️‍🌈",
        "????!!!...",
        "«»§¤½",
        "\u0301\u0302",
        "\u200d",
        "1" * 500,
        "a" * 500,
        "'; DROP TABLE offices; --",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} {place} %s %(x)s",
        '/ask_errand{"place": "x"}',
        "/session_start",
        "ﷺ" * 100,  # one letter that stands for eighteen
        "Z̸̢̛͔͝a̵̛l̷g̵o̶",
    ],
)
def test_should_answer_a_strange_text_with_a_sentence_and_go_on(
    visitor: Visitor, text: str
) -> None:
    answer = visitor.says(text)
    assert answer.text
    assert "{" not in answer.text
    assert not answer.offices
    assert_goes_on(visitor)


def test_should_take_a_typed_command_for_the_word_it_is(visitor: Visitor) -> None:
    command, word = Visitor(visitor.client), Visitor(visitor.client)
    assert command.says("/restart") == word.says("restart")


def test_should_read_a_question_between_control_characters(visitor: Visitor) -> None:
    answer = visitor.says("\u0000var är \u0007närmaste\u0008 servicekontor\u001b i Kiruna?\r\n")
    assert answer.office_ids[0] == "kiruna"


def test_should_not_let_a_direction_override_hide_what_is_written(visitor: Visitor) -> None:
    answer = visitor.says("var är närmaste servicekontor i \u202eKiruna\u202c?")
    assert answer.office_ids[0] == "kiruna"
    assert "\u202e" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "Hol van a legközelebbi iroda és mikor van nyitva?",
        "Văn phòng gần nhất ở đâu và mấy giờ mở cửa?",
        "Wo ist das nächste Büro und wann hat es geöffnet?",
    ],
)
def test_should_say_which_languages_it_knows_to_a_visitor_who_writes_another(
    visitor: Visitor, text: str
) -> None:
    answer = visitor.says(text)
    assert answer.text
    assert answer.language in ("sv", "en")
    assert_goes_on(visitor)


def test_should_say_that_an_office_is_not_known(visitor: Visitor) -> None:
    response = visitor.client.get("/api/offices/atlantis")
    assert (response.status_code, response.json()["code"]) == (404, "office_not_found")
    assert response.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("near=Oslo", "place_abroad"),
        ("near=xqzvk", "place_not_found"),
        ("near=Alby", "place_ambiguous"),
        ("latitude=59.91&longitude=10.75", "position_outside_sweden"),
        ("latitude=59.91", "invalid_position"),
        ("errand=atlantis", "unknown_errand"),
        ("agency=atlantis", "unknown_agency"),
        ("municipality=Atlantis", "unknown_municipality"),
        ("county=Atlantis", "unknown_county"),
        ("limit=0", "invalid_request"),
    ],
)
def test_should_refuse_a_search_for_what_is_not_known(
    visitor: Visitor, query: str, code: str
) -> None:
    response = visitor.client.get(f"/api/offices?{query}")
    assert (response.status_code, response.json()["code"]) == (422, code)


def test_should_take_the_same_through_the_rest_channel(visitor: Visitor) -> None:
    for message in ("", "🙂", "\u202e", "å" * 9_000, "/session_start", "hej \u0000"):
        body = {"sender": visitor.sender, "message": message}
        response = visitor.client.post("/webhooks/rest/webhook", json=body)
        assert response.status_code == 200
        assert all(answer["text"] for answer in response.json() if "text" in answer)
    assert_goes_on(visitor)


def test_should_never_repeat_a_personal_number(visitor: Visitor) -> None:
    answer = visitor.says("mitt personnummer är 19811218-9876, var är kontoret i Kiruna?")
    assert "9876" not in answer.text
    assert answer.office_ids[0] == "kiruna"
