"""Conversations as Rasa sees them: short, and kept where the settings say."""

from __future__ import annotations

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.bot.conversations import ConversationsInMemory, ConversationsInRedis
from assistant.settings import settings

KEPT_TURNS = 6  # what the dialogue rules, "say that again" and "go back" look back on


class ConversationStore(InMemoryTrackerStore):
    """Keeps the slots and the last turns of each conversation.

    Rasa replays every event at each message, so its time grows with the conversation (11 ms at
    the start, 300 ms after 400 messages); capped, it stays the same.
    """

    def __init__(
        self, domain: Domain, event_broker: EventBroker | None = None, **kwargs: object
    ) -> None:
        super().__init__(domain, event_broker)
        url = settings().redis_url
        self.store = ConversationsInRedis(url) if url else ConversationsInMemory()

    async def save(self, tracker: DialogueStateTracker) -> None:
        await super().save(capped(tracker))


def capped(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """The same state with at most `KEPT_TURNS` messages of the visitor in its history."""
    said = list(tracker.applied_events())
    events = _not_deleted(said)
    starts = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(events) == len(said) and len(starts) <= KEPT_TURNS:
        return tracker
    first = starts[-KEPT_TURNS] if len(starts) > KEPT_TURNS else 0
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


def _not_deleted(events: list[Event]) -> list[Event]:
    """What came after the visitor last had everything deleted."""
    for i in reversed(range(len(events))):
        if isinstance(events[i], BotUttered) and events[i].metadata.get("forgotten"):
            return events[i + 1 :]
    return events


def _slots_before(tracker: DialogueStateTracker, events: list[Event]) -> dict[str, object]:
    """Slot values at a point of the history, from its own slot events."""
    values: dict[str, object] = {}
    for event in events:
        if isinstance(event, SlotSet) and event.key in tracker.slots:
            values[event.key] = event.value
    return values
