"""Where conversations are kept until an hour after their last message: in memory, or in Redis."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from typing import cast

from redis import Redis

LIFETIME_SECONDS = 3600
MAX_CONVERSATIONS = 20_000
PREFIX = "lotsen:conversation:"
TIMEOUT_SECONDS = 2.0


class ConversationsInMemory(MutableMapping[str, str]):
    """Serialised trackers by sender, bounded in number; a restart forgets them."""

    def __init__(self) -> None:
        self._saved: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def __getitem__(self, sender: str) -> str:
        self._forget_old()
        return self._saved[sender][1]

    def __setitem__(self, sender: str, tracker: str) -> None:
        self._saved[sender] = (time.monotonic(), tracker)
        self._saved.move_to_end(sender)
        self._forget_old()

    def __delitem__(self, sender: str) -> None:
        del self._saved[sender]

    def __iter__(self) -> Iterator[str]:
        self._forget_old()
        return iter(list(self._saved))

    def __len__(self) -> int:
        self._forget_old()
        return len(self._saved)

    def _forget_old(self) -> None:
        oldest_kept = time.monotonic() - LIFETIME_SECONDS
        while self._saved:
            sender, (saved_at, _) = next(iter(self._saved.items()))
            if saved_at >= oldest_kept and len(self._saved) <= MAX_CONVERSATIONS:
                return
            del self._saved[sender]


class ConversationsInRedis(MutableMapping[str, str]):
    """Serialised trackers by sender, which Redis forgets by itself; they outlive a restart.

    Every call raises `redis.RedisError` where Redis does not answer within `TIMEOUT_SECONDS`.
    """

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
        )

    def __getitem__(self, sender: str) -> str:
        tracker = self._redis.get(PREFIX + sender)
        if tracker is None:
            raise KeyError(sender)
        return str(cast(bytes, tracker), "utf-8")  # redis-py types its async client's answer, too

    def __setitem__(self, sender: str, tracker: str) -> None:
        self._redis.set(PREFIX + sender, tracker, ex=LIFETIME_SECONDS)

    def __delitem__(self, sender: str) -> None:
        if not self._redis.delete(PREFIX + sender):
            raise KeyError(sender)

    def __iter__(self) -> Iterator[str]:
        return (str(key, "utf-8")[len(PREFIX) :] for key in self._redis.scan_iter(f"{PREFIX}*"))

    def __len__(self) -> int:
        return sum(1 for _ in self)
