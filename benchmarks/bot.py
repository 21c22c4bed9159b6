"""The bot as a visitor meets it, for benchmarks: current model, register of this release."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.bot.knowledge import prepare_database
from assistant.bot.runtime import BotRuntime
from assistant.bot.training import current_model, train_model


def trained_model() -> Path:
    """The model for the present sources, trained where it is missing. Raises `TrainingFailed`."""
    model = current_model()
    return model if model.is_file() else train_model()


@contextmanager
def running_bot() -> Iterator[BotRuntime]:
    """The bot, started; stopped at the end."""
    prepare_database()
    bot = BotRuntime(trained_model())
    bot.start()
    try:
        yield bot
    finally:
        bot.stop()
