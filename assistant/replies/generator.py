"""Turns response names and values into sentences: Rasa's natural language generator."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from actions import knowledge
from assistant.replies.languages import direction, languages
from assistant.replies.sentences import choice, sentence

TERMINAL_CHANNEL = "cmdline"  # the shell prints cards as raw JSON, which helps nobody


class CatalogueGenerator(NaturalLanguageGenerator):
    """Named in `endpoints.yml`, so that every channel speaks through the same catalogues."""

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        """Rasa's signature for generators; neither argument is needed here."""

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any]:
        message = render(kwargs)
        if output_channel == TERMINAL_CHANNEL:
            del message["custom"]
        return message


def render(reply: dict[str, Any]) -> dict[str, Any]:
    """One reply of `actions/reply.py` as a Rasa message: text, buttons, cards under `custom`."""
    register = knowledge.register()
    language = reply["language"] if reply["language"] in languages() else "sv"
    lines = [
        sentence(register, part["response"], part["values"], part.get("language") or language)
        for part in reply["parts"]
    ]
    return {
        "text": "\n".join(lines),
        "buttons": [choice(register, item, language) for item in reply.get("choices") or ()],
        "custom": {
            "language": language,
            "direction": direction(language),
            "forgotten": bool(reply.get("forgotten")),
            "offices": reply.get("offices") or [],
            "agencies": reply.get("agencies") or [],
        },
    }
