"""What tests of several parts need."""

from __future__ import annotations

import assistant.quiet  # noqa: F401  before anything imports Rasa

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant.bot.runtime import BotRuntime


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotRuntime]:
    """The real bot with the real register; its model is trained where it is missing."""
    from assistant.bot.knowledge import prepare_database
    from assistant.bot.runtime import BotRuntime
    from assistant.bot.training import current_model, train_model
    from assistant.logs import configure_logs

    configure_logs("error")
    with pytest.MonkeyPatch.context() as environment:
        database = tmp_path_factory.mktemp("database") / "lotsen.sqlite"
        environment.setenv("LOTSEN_DATABASE_URL", f"sqlite:///{database}")
        prepare_database()
        model = current_model()
        runtime = BotRuntime(model if model.is_file() else train_model())
        runtime.start()
        yield runtime
        runtime.stop()
