"""One message at a time in each conversation, for a bot that lives in one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockStore
from rasa.utils.endpoints import EndpointConfig


class AsyncioLockStore(LockStore):
    """Waits on an `asyncio.Lock`; Rasa's own stores look again once a second.

    For one process only: several workers need sticky routing by sender, or a shared store.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        super().__init__()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncIterator[TicketLock]:
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            yield TicketLock(conversation_id)
