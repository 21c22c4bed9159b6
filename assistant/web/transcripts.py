"""Conversations as the page shows them, kept in memory for an hour and then forgotten.

The page needs them to work without JavaScript and to survive a reload. They hold what was
shown (personal numbers already masked), are never written to disk, and are bounded in number
and in length.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.web.schemas import Message


@dataclass(frozen=True)
class Turn:
    """What the visitor said, and what the bot answered."""

    text: str
    language: str
    messages: tuple[Message, ...]
    first: bool = False  # what was said before has been deleted


@dataclass
class _Transcript:
    used_at: float
    turns: list[Turn] = field(default_factory=list)


class Transcripts:
    """The latest turns of each conversation, by sender id."""

    def __init__(
        self,
        keep_seconds: float = 3600,
        conversations: int = 2000,
        turns: int = 40,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keep_seconds = keep_seconds
        self._conversations = conversations
        self._turns = turns
        self._clock = clock
        self._by_sender: OrderedDict[str, _Transcript] = OrderedDict()

    def turns(self, sender: str) -> tuple[Turn, ...]:
        """The conversation so far; empty when there is none, or none any more."""
        self._forget_old()
        transcript = self._by_sender.get(sender)
        return tuple(transcript.turns) if transcript else ()

    def add(self, sender: str, turn: Turn) -> None:
        """Remember a turn, and forget the oldest beyond the bounds."""
        self._forget_old()
        transcript = self._by_sender.setdefault(sender, _Transcript(0))
        transcript.used_at = self._clock()
        transcript.turns = [*transcript.turns, turn][-self._turns :]
        self._by_sender.move_to_end(sender)
        if len(self._by_sender) > self._conversations:
            self._by_sender.popitem(last=False)

    def forget(self, sender: str) -> None:
        """Forget a conversation at once."""
        self._by_sender.pop(sender, None)

    def _forget_old(self) -> None:
        """Drop conversations unused for too long; the least recently used stand first."""
        oldest_kept = self._clock() - self._keep_seconds
        while self._by_sender:
            sender, transcript = next(iter(self._by_sender.items()))
            if transcript.used_at > oldest_kept:
                return
            del self._by_sender[sender]
