"""Rasa's own command as it comes, for comparison: `python -m benchmarks.stock_rasa run …`.

A model's first component applies this project's seams to Rasa (`assistant/bot/rasa_seams.py`).
Here they are taken back, so that the same model is served by Rasa alone: it compiles its schema of
action results at every action.
"""

from __future__ import annotations

import assistant.quiet  # noqa: F401

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent

SEAMS = (
    (RemoteAction, "_validate_action_result"),
    (RemoteAction, "__init__"),
    (RemoteAction, "run"),
    (Agent, "handle_message"),
)


def main() -> None:
    """Run `rasa` with the arguments of this command."""
    own = [(owner, name, getattr(owner, name)) for owner, name in SEAMS]
    import assistant.bot.rasa_seams  # noqa: F401  the model would bring them later

    for owner, name, function in own:
        setattr(owner, name, function)
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
