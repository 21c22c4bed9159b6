"""The bot in this process: one Rasa agent on an event-loop thread of its own.

A thread of its own keeps the web responsive while a message is being understood: health checks
answer within 36 ms under load instead of 300.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints

import assistant.bot.rasa_seams  # noqa: F401
from actions.knowledge import register
from assistant.bot.channel import WebChannel
from assistant.replies.languages import direction
from assistant.settings import settings
from offices_db.models import Position

ENDPOINTS = Path(__file__).parent / "endpoints.yml"
FIRST_WORDS = "hej"  # said once at start, so that the first visitor does not wait for caches

T = TypeVar("T")


class ModelNotUsable(Exception):
    """The model file is missing, broken, or made by another version."""

    code = "model_not_usable"


@dataclass(frozen=True)
class BotReply:
    """What the bot answers; `messages` are dicts in the shape of the public API."""

    language: str
    direction: Literal["ltr", "rtl"]
    messages: list[dict[str, Any]] = field(default_factory=list)
    forgotten: bool = False  # what was said before must not be shown any more


class BotRuntime:
    """Start it once, ask it from any event loop, stop it at the end."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._agent: Agent | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bot", daemon=True)

    def start(self) -> None:
        """Load register and model. Raises `ModelNotUsable` or `DatabaseNotReady`."""
        register()
        self._thread.start()
        self._wait(self._load())

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def is_ready(self) -> bool:
        return self._agent is not None and self._agent.is_ready()

    async def respond(
        self, sender: str, text: str, language: str | None, position: Position | None
    ) -> BotReply:
        """The reply to one message. Messages of one sender are answered in order."""
        channel = WebChannel()
        await self._ask(sender, text, channel, _metadata(language, position))
        spoken = next(
            (m["language"] for m in reversed(channel.messages) if m["language"]),
            language or settings().default_language,
        )
        return BotReply(spoken, direction(spoken), channel.messages, channel.forgotten)

    async def rest(
        self, sender: str, text: str, metadata: dict[str, Any] | None
    ) -> list[dict[str, Any]]:
        """The same as Rasa's REST channel answers it."""
        channel = CollectingOutputChannel()
        await self._ask(sender, text, channel, metadata, input_channel="rest")
        messages: list[dict[str, Any]] = channel.messages
        return messages

    def parse(self, text: str) -> dict[str, Any]:
        """How `text` is understood, without any conversation."""
        parsed: dict[str, Any] = self._wait(self._loaded().parse_message(text))
        return parsed

    def respond_now(self, sender: str, text: str, language: str | None) -> BotReply:
        """`respond` for callers without an event loop."""
        return self._wait(self.respond(sender, text, language, None))

    async def _ask(
        self,
        sender: str,
        text: str,
        channel: OutputChannel,
        metadata: dict[str, Any] | None,
        input_channel: str = "web",
    ) -> None:
        message = UserMessage(text, channel, sender, input_channel=input_channel, metadata=metadata)
        await asyncio.wrap_future(
            asyncio.run_coroutine_threadsafe(self._loaded().handle_message(message), self._loop)
        )

    async def _load(self) -> None:
        endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
        if not self._model.is_file():
            raise ModelNotUsable(f"there is no model at {self._model}; run: lotsen train")
        agent = await load_agent(str(self._model), endpoints=endpoints)
        if not agent.is_ready():
            raise ModelNotUsable(f"the model {self._model} cannot be loaded; run: lotsen train")
        await agent.handle_message(UserMessage(FIRST_WORDS, WebChannel(), "warm-up"))
        self._agent = agent

    def _loaded(self) -> Agent:
        if self._agent is None:
            raise ModelNotUsable("the bot has not been started")
        return self._agent

    def _wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()


def _metadata(language: str | None, position: Position | None) -> dict[str, Any]:
    metadata: dict[str, Any] = {"language": language} if language else {}
    if position:
        metadata["position"] = {"latitude": position[0], "longitude": position[1]}
    return metadata
