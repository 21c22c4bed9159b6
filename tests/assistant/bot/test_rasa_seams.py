"""Rasa's traps that concern us, tried on the real bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.bot.actions_endpoint import InProcessActions
from assistant.logs import LIBRARIES, configure_logs
from assistant.privacy import MASK

if TYPE_CHECKING:
    from assistant.bot.runtime import BotReply, BotRuntime

KIRUNA = (67.86, 20.23)
MALMO = (55.60, 13.00)
NEAREST = "var ligger närmaste servicekontor?"
PERSONAL_NUMBER = "811218-9876"
PRIVATE_WORD = "smultronpaj"


def tracker(bot: BotRuntime, sender: str) -> DialogueStateTracker:
    agent = bot._loaded()
    found = bot._wait(agent.tracker_store.retrieve(sender))
    assert found is not None
    return found


def latest_text(bot: BotRuntime, sender: str) -> str:
    event = tracker(bot, sender).get_last_event_for(UserUttered)
    assert isinstance(event, UserUttered)
    return event.text or ""


def respond(bot: BotRuntime, sender: str, text: str, **where: Any) -> BotReply:
    return asyncio.run(
        bot.respond(sender, text, where.get("language", "sv"), where.get("position"))
    )


def offices(reply: BotReply) -> list[str]:
    return [office["id"] for message in reply.messages for office in message["offices"]]


@pytest.mark.parametrize("command", ["/restart", "/session_start", "/back", "/ /restart"])
def test_should_take_a_typed_command_for_text(bot: BotRuntime, command: str) -> None:
    sender = f"types {command}"
    respond(bot, sender, "jag bor i Rinkeby")
    reply = respond(bot, sender, command)
    assert reply.messages[0]["text"]
    after = tracker(bot, sender)
    assert not any(isinstance(event, Restarted) for event in after.events)
    assert any(isinstance(e, UserUttered) and "Rinkeby" in e.text for e in after.applied_events())
    assert not latest_text(bot, sender).startswith("/")


@pytest.mark.parametrize(
    "command",
    ['/ask_errand{"errand":"x"}', '/inform_place{"place":"Lund"}', '/ /greet{"language":"xx"}'],
)
def test_should_take_a_typed_intent_for_text(bot: BotRuntime, command: str) -> None:
    sender = f"types {command}"
    reply = respond(bot, sender, command)
    assert reply.messages[0]["text"]
    after = tracker(bot, sender)
    assert after.get_slot("errand") != "x"
    assert after.get_slot("place") != "Lund"
    assert after.get_slot("language") == "sv"
    assert not latest_text(bot, sender).startswith("/")


def test_should_take_a_typed_command_for_text_in_the_rest_channel(bot: BotRuntime) -> None:
    async def talk() -> None:
        await bot.rest("rest", "jag bor i Rinkeby", None)
        await bot.rest("rest", "/restart", None)

    asyncio.run(talk())
    assert not any(isinstance(event, Restarted) for event in tracker(bot, "rest").events)
    assert latest_text(bot, "rest") == "restart"


def test_should_read_the_position_of_every_message(bot: BotRuntime) -> None:
    assert offices(respond(bot, "moving", NEAREST, position=KIRUNA))[0] == "kiruna"
    assert offices(respond(bot, "moving", NEAREST, position=MALMO))[0].startswith("malmo")


def test_should_keep_a_shared_position_no_finer_than_a_kilometre(bot: BotRuntime) -> None:
    respond(bot, "shares", NEAREST, position=(67.855123, 20.225456))
    assert tracker(bot, "shares").get_slot("position") == [67.86, 20.23]


def test_should_answer_with_a_position_that_is_nowhere(bot: BotRuntime) -> None:
    metadata = {"language": "sv", "position": {"latitude": "nan", "longitude": 10**400}}
    messages = asyncio.run(bot.rest("nowhere", NEAREST, metadata))
    assert messages and "nan" not in messages[0]["text"]


def test_should_read_the_language_of_the_text_where_the_page_has_none(bot: BotRuntime) -> None:
    assert respond(bot, "shell", "var ligger närmaste kontor?", language=None).language == "sv"
    english = respond(bot, "shell", "where can I find the nearest office?", language=None)
    assert english.language == "en"
    assert respond(bot, "shell", "Uppsala", language=None).language == "en"


def test_should_keep_the_language_spoken_on_a_page_in_another(bot: BotRuntime) -> None:
    assert respond(bot, "english", "where can I find the nearest office?").language == "en"
    assert respond(bot, "english", "Uppsala").language == "en"


def test_should_follow_a_visitor_who_switches_the_language_of_the_page(bot: BotRuntime) -> None:
    assert respond(bot, "switches", NEAREST, language="sv").language == "sv"
    assert respond(bot, "switches", "Uppsala", language="en").language == "en"


def test_should_mask_personal_numbers_before_anything_keeps_them(bot: BotRuntime) -> None:
    sender = "careless"
    reply = respond(bot, sender, f"mitt personnummer är {PERSONAL_NUMBER}, jag bor i Kiruna")
    kept = str([event.as_dict() for event in tracker(bot, sender).events])
    assert "9876" not in kept
    assert MASK in latest_text(bot, sender)
    assert "9876" not in str(reply.messages)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "🙂🙂", "\x00\x07", "?", "x" * 10_000, "/"],
    ids=["empty", "spaces", "emoji", "control characters", "mark", "too long", "slash"],
)
def test_should_answer_anything_with_a_sentence(bot: BotRuntime, text: str) -> None:
    reply = respond(bot, f"odd {text[:5]!r}", text)
    assert reply.messages and all(message["text"] for message in reply.messages)


@contextmanager
def logs_at_debug_level() -> Iterator[None]:
    """Everything that Lotsen would ever log is written to this test's own stream."""
    before = {name: logging.getLogger(name).level for name in (None, *LIBRARIES)}
    structured = structlog.get_config()
    logging.getLogger().setLevel(logging.DEBUG)
    configure_logs("debug")
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
        structlog.configure(**structured)


def written(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> str:
    captured = capfd.readouterr()
    return captured.out + captured.err + caplog.text


def test_should_keep_what_visitors_write_out_of_the_logs(
    bot: BotRuntime,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with logs_at_debug_level():
        for text in (
            f"jag vill ha {PRIVATE_WORD} i Kiruna, {PERSONAL_NUMBER}",
            f"/{PRIVATE_WORD}",
            "jag bor i Ulricehamn och ska få barn",
        ):
            respond(bot, "private", text, position=(58.11, 14.11))
    log = written(capfd, caplog)
    assert log  # something is logged at this level
    for word in (PRIVATE_WORD, "9876", "Ulricehamn", "ska få barn", "58.11"):
        assert word not in log


def test_should_log_a_failing_action_without_what_the_visitor_wrote(
    bot: BotRuntime,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(dispatcher: Any, tracker: Any, domain: Any) -> None:
        raise ValueError(f"cannot read {tracker.latest_message['text']}")

    executor = InProcessActions.shared()._executor
    monkeypatch.setattr(executor, "actions", dict.fromkeys(executor.actions, fail))
    with logs_at_debug_level():
        respond(bot, "failing in private", f"jag vill ha {PRIVATE_WORD}")
    log = written(capfd, caplog)
    assert "action_failed" in log
    assert PRIVATE_WORD not in log


def test_should_check_the_result_of_an_action_against_a_schema_compiled_once() -> None:
    check = RemoteAction._validate_action_result
    assert check(None, {"events": [], "responses": []}) is True
    with pytest.raises(Exception, match="not of type"):
        check(None, {"events": "none", "responses": []})


def test_should_answer_messages_of_one_visitor_in_order(bot: BotRuntime) -> None:
    async def burst() -> None:
        texts = [f"jag bor i {town}" for town in ("Kiruna", "Lund", "Uppsala", "Umeå")]
        await asyncio.gather(*(bot.respond("burst", text, "sv", None) for text in texts))

    asyncio.run(burst())
    assert tracker(bot, "burst").get_slot("place")["name"] == "Umeå"
