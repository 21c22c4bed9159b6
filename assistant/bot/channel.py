"""Collects the bot's messages for the web, cards and choices included."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class WebChannel(OutputChannel):
    """Keeps each message whole: Rasa's collecting channel splits texts and drops cards."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.forgotten = False  # whether the visitor had the conversation deleted

    @classmethod
    def name(cls) -> str:
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        cards = message.get("custom") or {}
        self.forgotten |= cards.get("forgotten", False)
        self.messages.append(
            {
                "text": message.get("text") or "",
                "language": cards.get("language"),
                "direction": cards.get("direction"),
                "offices": cards.get("offices", []),
                "agencies": cards.get("agencies", []),
                "choices": [
                    {"title": button["title"], "text": button["payload"]}
                    for button in message.get("buttons") or []
                ],
            }
        )
