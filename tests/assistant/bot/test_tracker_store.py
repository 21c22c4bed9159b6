"""Conversations stay short, keep what they know, and are forgotten."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from redis import Redis
from redis.exceptions import ConnectionError as RedisIsAway

from assistant.bot import conversations
from assistant.bot.conversations import LIFETIME_SECONDS
from assistant.bot.tracker_store import KEPT_TURNS, ConversationStore
from assistant.bot.training import BOT
from assistant.settings import settings

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime

RINKEBY = {"name": "Rinkeby", "kind": "district"}


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(BOT / "domain.yml"))


@pytest.fixture
def store(domain: Domain) -> ConversationStore:
    return ConversationStore(domain)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that the test moves."""
    clock = SimpleNamespace(now=1000.0, monotonic=lambda: clock.now)
    monkeypatch.setattr(conversations, "time", clock)
    return clock


async def say(store: ConversationStore, sender: str, text: str, **slots: object) -> None:
    """One message and its answer, as Rasa keeps them."""
    tracker = await store.get_or_create_tracker(sender)
    tracker.update(UserUttered(text, intent={"name": "greet", "confidence": 1.0}))
    tracker.update(ActionExecuted("action_small_talk", "RulePolicy", 1.0))
    tracker.update(BotUttered(f"svar på {text}"))
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    tracker.update(ActionExecuted("action_listen", "RulePolicy", 1.0))
    await store.save(tracker)


async def talk(store: ConversationStore, messages: int) -> list[int]:
    """The number of events kept after each message; the place is told in the first only."""
    sizes = []
    for number in range(messages):
        known = {"place": RINKEBY, "language": "en"} if number == 0 else {"misses": number}
        await say(store, "anna", f"hej {number}", **known)
        sizes.append(len((await _tracker(store, "anna")).events))
    return sizes


async def _tracker(store: ConversationStore, sender: str) -> DialogueStateTracker:
    tracker = await store.retrieve(sender)
    assert tracker is not None
    return tracker


@pytest.fixture(scope="module")
def long_talk(domain: Domain) -> tuple[list[int], DialogueStateTracker]:
    """A conversation of 100 messages: its size after each of them, and how it ends."""
    store = ConversationStore(domain)
    sizes = asyncio.run(talk(store, 100))
    return sizes, asyncio.run(_tracker(store, "anna"))


def test_should_stay_short_however_long_the_conversation(
    long_talk: tuple[list[int], DialogueStateTracker],
) -> None:
    sizes, _ = long_talk
    assert max(sizes) <= 60
    assert sizes[-1] == sizes[20]


def test_should_remember_after_100_messages_what_the_first_one_said(
    long_talk: tuple[list[int], DialogueStateTracker],
) -> None:
    _, tracker = long_talk
    assert tracker.get_slot("place") == RINKEBY
    assert tracker.get_slot("language") == "en"
    assert tracker.get_slot("misses") == 99


def test_should_keep_the_last_turns_as_they_were(
    long_talk: tuple[list[int], DialogueStateTracker],
) -> None:
    _, tracker = long_talk
    said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    answered = [event.text for event in tracker.events if isinstance(event, BotUttered)]
    assert said == [f"hej {number}" for number in range(100 - KEPT_TURNS, 100)]
    assert answered == [f"svar på {text}" for text in said]


def test_should_not_bring_back_what_was_forgotten(store: ConversationStore) -> None:
    async def forget() -> DialogueStateTracker:
        await say(store, "anna", "bor i Rinkeby", place=RINKEBY)
        await say(store, "anna", "avbryt", place=None)
        for number in range(20):
            await say(store, "anna", f"hej {number}")
        return await _tracker(store, "anna")

    assert asyncio.run(forget()).get_slot("place") is None


def test_should_forget_a_conversation_after_an_hour(
    store: ConversationStore, clock: SimpleNamespace
) -> None:
    asyncio.run(say(store, "anna", "hej"))
    clock.now += LIFETIME_SECONDS - 1
    assert asyncio.run(store.retrieve("anna")) is not None
    clock.now += 2
    assert asyncio.run(store.retrieve("anna")) is None
    assert list(asyncio.run(_keys(store))) == []


def test_should_not_forget_a_conversation_that_goes_on(
    store: ConversationStore, clock: SimpleNamespace
) -> None:
    for _ in range(4):
        asyncio.run(say(store, "anna", "hej"))
        clock.now += LIFETIME_SECONDS - 1
    assert asyncio.run(store.retrieve("anna")) is not None


def test_should_hold_a_bounded_number_of_conversations(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MAX_CONVERSATIONS", 3)
    for sender in ("a", "b", "c", "a", "d"):
        asyncio.run(say(store, sender, "hej"))
    assert set(asyncio.run(_keys(store))) == {"c", "a", "d"}


def test_should_keep_conversations_apart(store: ConversationStore) -> None:
    asyncio.run(say(store, "anna", "hej", place=RINKEBY))
    asyncio.run(say(store, "bo", "hej"))
    assert asyncio.run(_tracker(store, "bo")).get_slot("place") is None


def test_should_still_know_the_place_forty_messages_later(bot: BotRuntime) -> None:
    bot.respond_now("long", "jag bor i Rinkeby", "sv")
    for _ in range(40):
        bot.respond_now("long", "tack", "sv")
    reply = bot.respond_now("long", "var ligger närmaste servicekontor?", "sv")
    assert [office["id"] for office in reply.messages[0]["offices"]][:1] == ["stockholm-rinkeby"]


def test_should_know_nothing_of_what_the_visitor_had_deleted(store: ConversationStore) -> None:
    async def delete() -> DialogueStateTracker:
        await say(store, "anna", "bor i Rinkeby", place=RINKEBY)
        tracker = await _tracker(store, "anna")
        tracker.update(UserUttered("glöm allt", intent={"name": "forget", "confidence": 1.0}))
        tracker.update(BotUttered("klart", metadata={"forgotten": True}))
        tracker.update(SlotSet("place", None))
        await store.save(tracker)
        return await _tracker(store, "anna")

    tracker = asyncio.run(delete())
    assert tracker.get_slot("place") is None
    assert "Rinkeby" not in str([event.as_dict() for event in tracker.events])
    assert "glöm allt" not in str([event.as_dict() for event in tracker.events])


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    """A Redis of its own, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/0"
    client = Redis.from_url(url)
    for _ in range(100):
        try:
            client.ping()
            break
        except RedisIsAway:
            time.sleep(0.05)
    yield url
    server.terminate()
    server.wait()


@pytest.fixture
def kept_in_redis(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("LOTSEN_REDIS_URL", redis_url)
    settings.cache_clear()
    yield redis_url
    settings.cache_clear()


def test_should_go_on_after_a_restart_where_redis_keeps_conversations(
    domain: Domain, kept_in_redis: str
) -> None:
    asyncio.run(say(ConversationStore(domain), "anna", "bor i Rinkeby", place=RINKEBY))
    restarted = ConversationStore(domain)
    assert asyncio.run(_tracker(restarted, "anna")).get_slot("place") == RINKEBY
    assert asyncio.run(restarted.retrieve("bo")) is None
    assert asyncio.run(_keys(restarted)) == ["anna"]


def test_should_leave_it_to_redis_to_forget_after_an_hour(
    domain: Domain, kept_in_redis: str
) -> None:
    asyncio.run(say(ConversationStore(domain), "cia", "hej"))
    left = Redis.from_url(kept_in_redis).ttl(f"{conversations.PREFIX}cia")
    assert LIFETIME_SECONDS - 60 < left <= LIFETIME_SECONDS


async def _keys(store: ConversationStore) -> list[str]:
    return list(await store.keys())
