"""Conversations in memory: short, forgotten after an hour, bounded in number."""

from __future__ import annotations

import time
from collections import OrderedDict

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 6  # what the dialogue rules and "say that again" look back on
LIFETIME_SECONDS = 3600
MAX_CONVERSATIONS = 20_000


class ConversationStore(InMemoryTrackerStore):
    """Keeps the slots and the last turns of each conversation.

    Rasa replays every event at each message, so its time grows with the conversation (11 ms at
    the start, 300 ms after 400 messages); capped, it stays the same.
    """

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, **kwargs: object
    ) -> None:
        super().__init__(domain, event_broker)
        self._saved_at: OrderedDict[str, float] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        await super().save(capped(tracker))
        self._saved_at[tracker.sender_id] = time.monotonic()
        self._saved_at.move_to_end(tracker.sender_id)
        self._forget_old()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        self._forget_old()
        return await super().retrieve(sender_id)

    def _forget_old(self) -> None:
        oldest_kept = time.monotonic() - LIFETIME_SECONDS
        while self._saved_at:
            sender_id, saved_at = next(iter(self._saved_at.items()))
            if saved_at >= oldest_kept and len(self._saved_at) <= MAX_CONVERSATIONS:
                return
            del self._saved_at[sender_id]
            self.store.pop(sender_id, None)


def capped(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The same state with at most `KEPT_TURNS` messages of the visitor in its history."""
    events = list(tracker.applied_events())
    starts = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= KEPT_TURNS:
        return tracker
    first = starts[-KEPT_TURNS]
    state: list[Event] = [
        SlotSet(name, value)
        for name, value in _slots_before(tracker, events[:first]).items()
        if value is not None
    ]
    return DialogueStateTracker.from_events(
        tracker.sender_id,
        [*state, ActionExecuted(ACTION_LISTEN_NAME), *events[first:]],
        slots=tracker.slots.values(),
        sender_source=tracker.sender_source,
    )


def _slots_before(tracker: DialogueStateTracker, events: list[Event]) -> dict[str, object]:
    """Slot values at a point of the history, from its own slot events."""
    values: dict[str, object] = {}
    for event in events:
        if isinstance(event, SlotSet) and event.key in tracker.slots:
            values[event.key] = event.value
    return values
