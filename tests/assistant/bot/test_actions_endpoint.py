"""Actions in this process: a failing, missing or slow one still answers with a sentence."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from rasa_sdk.interfaces import ActionNotFoundException

from actions import knowledge
from assistant.bot import rasa_seams
from assistant.bot.actions_endpoint import InProcessActions
from assistant.bot.training import BOT
from assistant.replies.sentences import sentence
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime

TIMEOUT_SECONDS = 0.1

Run = Callable[..., Any]
ReplaceActions = Callable[[Run], None]


@pytest.fixture
def replace_actions(monkeypatch: pytest.MonkeyPatch) -> ReplaceActions:
    """Makes every action run something else."""
    executor = InProcessActions.shared()._executor

    def replace(run: Run) -> None:
        monkeypatch.setattr(executor, "actions", dict.fromkeys(executor.actions, run))

    return replace


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(action_timeout_seconds=TIMEOUT_SECONDS)
    monkeypatch.setattr(rasa_seams, "settings", lambda: settings)


def excuse(language: str = "sv") -> str:
    return sentence(knowledge.register(), "action_failed", {}, language)


def texts(bot: BotRuntime, sender: str, text: str, language: str | None = "sv") -> list[str]:
    return [message["text"] for message in bot.respond_now(sender, text, language).messages]


def fail(*_: Any) -> None:
    raise RuntimeError("broken on purpose")


async def dawdle(*_: Any) -> list[Any]:
    await asyncio.sleep(30)
    return []


def dawdle_blocking(dispatcher: Any, *_: Any) -> list[Any]:
    time.sleep(3 * TIMEOUT_SECONDS)
    part = {"response": "greet", "values": {}}
    dispatcher.utter_message(response="utter_reply", language="sv", parts=[part])
    return []


def test_should_have_every_action_that_the_domain_names() -> None:
    domain = yaml.safe_load((BOT / "domain.yml").read_text("utf-8"))
    assert set(domain["actions"]) == set(InProcessActions.shared()._executor.actions)


def test_should_say_which_action_is_unknown() -> None:
    call = {"next_action": "action_fly", "tracker": {}, "domain": {}}
    with pytest.raises(ActionNotFoundException):
        asyncio.run(InProcessActions().request(json=call))


def test_should_apologise_for_a_failing_action(
    bot: BotRuntime, replace_actions: ReplaceActions
) -> None:
    replace_actions(fail)
    assert texts(bot, "failing", "hej") == [excuse()]


def test_should_apologise_for_a_missing_action(
    bot: BotRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InProcessActions.shared()._executor, "actions", {})
    assert texts(bot, "missing", "hej") == [excuse()]


def test_should_apologise_for_a_slow_action_in_time(
    bot: BotRuntime, replace_actions: ReplaceActions, short_patience: None
) -> None:
    replace_actions(dawdle)
    started = time.perf_counter()
    assert texts(bot, "slow", "hej") == [excuse()]
    assert time.perf_counter() - started < 5


def test_should_answer_after_a_slow_action_that_cannot_be_interrupted(
    bot: BotRuntime, replace_actions: ReplaceActions, short_patience: None
) -> None:
    replace_actions(dawdle_blocking)
    assert all(texts(bot, "blocking", "hej"))
    assert len(texts(bot, "blocking", "hej")) == 1


def test_should_apologise_for_an_action_that_says_nonsense(
    bot: BotRuntime, replace_actions: ReplaceActions
) -> None:
    replace_actions(lambda dispatcher, *_: dispatcher.utter_message(response="utter_nonsense"))
    assert texts(bot, "nonsense", "hej") == [excuse()]


def test_should_apologise_for_a_sentence_that_does_not_exist(
    bot: BotRuntime, replace_actions: ReplaceActions
) -> None:
    def say_unknown(dispatcher: Any, *_: Any) -> list[Any]:
        part = {"response": "no_such_sentence", "values": {}}
        dispatcher.utter_message(response="utter_reply", language="sv", parts=[part])
        return []

    replace_actions(say_unknown)
    assert texts(bot, "unknown sentence", "hej") == [excuse()]


def test_should_apologise_in_the_language_of_the_conversation(
    bot: BotRuntime, replace_actions: ReplaceActions
) -> None:
    texts(bot, "english", "where is the nearest service office please", "en")
    replace_actions(fail)
    assert texts(bot, "english", "thanks", "en") == [excuse("en")]


def test_should_apologise_in_the_language_of_the_page_at_the_first_message(
    bot: BotRuntime, replace_actions: ReplaceActions
) -> None:
    replace_actions(fail)
    assert texts(bot, "english from the start", "hello", "en") == [excuse("en")]


def test_should_go_on_with_the_conversation_after_a_failure(
    bot: BotRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts(bot, "surviving", "jag bor i Rinkeby")
    executor = InProcessActions.shared()._executor
    with monkeypatch.context() as broken:
        broken.setattr(executor, "actions", dict.fromkeys(executor.actions, fail))
        assert texts(bot, "surviving", "tack") == [excuse()]
    reply = bot.respond_now("surviving", "var ligger närmaste servicekontor?", "sv")
    assert reply.messages[0]["offices"][0]["id"] == "stockholm-rinkeby"
