"""One message at a time in a conversation, and conversations beside each other."""

from __future__ import annotations

import asyncio
import time

from assistant.bot.lock_store import AsyncioLockStore


async def _answer(store: AsyncioLockStore, sender: str, number: int, log: list[str]) -> None:
    async with store.lock(sender):
        log.append(f"{sender}{number} begins")
        await asyncio.sleep(0.01)
        log.append(f"{sender}{number} ends")


def test_should_answer_one_sender_in_order() -> None:
    async def burst() -> list[str]:
        store, log = AsyncioLockStore(), list[str]()
        await asyncio.gather(*(_answer(store, "a", number, log) for number in range(5)))
        return log

    expected = [f"a{number} {what}" for number in range(5) for what in ("begins", "ends")]
    assert asyncio.run(burst()) == expected


def test_should_answer_two_senders_at_the_same_time() -> None:
    async def both() -> list[str]:
        store, log = AsyncioLockStore(), list[str]()
        await asyncio.gather(_answer(store, "a", 0, log), _answer(store, "b", 0, log))
        return log

    assert asyncio.run(both())[:2] == ["a0 begins", "b0 begins"]


def test_should_not_wait_for_a_poll() -> None:
    async def burst() -> float:
        store, started = AsyncioLockStore(), time.perf_counter()
        await asyncio.gather(*(_answer(store, "a", number, []) for number in range(10)))
        return time.perf_counter() - started

    assert asyncio.run(burst()) < 0.8  # Rasa's own stores look again once a second


def test_should_let_the_next_message_in_after_one_that_failed() -> None:
    async def fail_then_answer() -> list[str]:
        store, log = AsyncioLockStore(), list[str]()
        try:
            async with store.lock("a"):
                raise ValueError
        except ValueError:
            await asyncio.wait_for(_answer(store, "a", 1, log), timeout=1)
        return log

    assert asyncio.run(fail_then_answer()) == ["a1 begins", "a1 ends"]


def test_should_not_remember_senders_that_have_left() -> None:
    async def many() -> int:
        store = AsyncioLockStore()
        for number in range(50):
            await _answer(store, f"sender{number}", 0, [])
        return len(store._locks)

    assert asyncio.run(many()) <= 1
