"""The few places where Lotsen reaches into Rasa; importing this module applies them.

Every serving imports it through the pipeline's first component: the web process, `rasa shell`,
`rasa run` and `rasa train` alike. Written for Rasa 3.6.
"""

from __future__ import annotations

import assistant.quiet  # noqa: F401

import asyncio
from collections.abc import Mapping
from typing import Any

import structlog
from jsonschema import Draft202012Validator
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from actions.turn import RESPONSE
from assistant.bot.actions_endpoint import IN_PROCESS, InProcessActions
from assistant.bot.intake import clean
from assistant.logs import configure_logs
from assistant.settings import settings

log = structlog.get_logger()

_ACTION_RESULT = Draft202012Validator(RemoteAction.action_response_format_spec())
_run_action = RemoteAction.run
_init_action = RemoteAction.__init__
_handle_message = Agent.handle_message


def _validate_once_compiled(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Rasa compiles its schema at every action, which takes 15 to 30 ms."""
    _ACTION_RESULT.validate(result)
    return True


def _init_with_endpoint(
    self: RemoteAction, name: str, action_endpoint: EndpointConfig | None
) -> None:
    """`url: in-process` in `endpoints.yml` means: no HTTP, no second process."""
    if action_endpoint and action_endpoint.url == IN_PROCESS:
        action_endpoint = InProcessActions.shared()
    _init_action(self, name, action_endpoint)


async def _run_never_silent(
    self: RemoteAction,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    """A failing, missing or slow action would leave the visitor without any answer."""
    call = _run_action(self, output_channel, nlg, tracker, domain)
    try:
        return await asyncio.wait_for(call, settings().action_timeout_seconds)
    except Exception as error:
        log.error("action_failed", action=self.name(), error=type(error).__name__)
        heard = tracker.latest_message.metadata if tracker.latest_message else None
        failed = {"response": RESPONSE, **_apology(heard, tracker.get_slot("language"))}
        return list(await self._utter_responses([failed], output_channel, nlg, tracker))


async def _handle_cleaned(self: Agent, message: UserMessage) -> list[dict[str, Any]] | None:
    """Nothing reaches the tracker or a log before it is cleaned, and nobody is left unanswered."""
    message.text = clean(message.text)
    answers: list[dict[str, Any]] | None = None
    try:
        answers = await _handle_message(self, message)
    except Exception as error:
        # only its kind: messages and local variables may quote the visitor
        log.error("message_failed", error=type(error).__name__)
        apology = await self.nlg.generate(
            RESPONSE, None, message.output_channel.name(), **_apology(message.metadata)
        )
        await message.output_channel.send_response(message.sender_id, dict(apology))
    return answers


def _apology(metadata: Mapping[str, Any] | None, spoken: str | None = None) -> dict[str, Any]:
    """In the language spoken so far, else in that of the page."""
    return {
        "language": spoken or (metadata or {}).get("language") or settings().default_language,
        "parts": [{"response": "action_failed", "values": {}}],
    }


configure_logs(settings().log_level)  # Rasa's own would write what visitors say
RemoteAction._validate_action_result = _validate_once_compiled
RemoteAction.__init__ = _init_with_endpoint
RemoteAction.run = _run_never_silent
Agent.handle_message = _handle_cleaned
