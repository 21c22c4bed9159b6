"""A model belongs to the sources it was trained from; any other is refused clearly."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.bot import training
from assistant.bot.runtime import BotRuntime, ModelNotUsable
from assistant.bot.training import SOURCES, current_model, remove_other_models
from assistant.settings import Settings, settings


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small training folder in the place of the real sources."""
    folder = tmp_path / "nlu_data"
    (folder / "sv").mkdir(parents=True)
    (folder / "sv" / "greet.yml").write_text("- hej\n", "utf-8")
    monkeypatch.setattr(training, "SOURCES", ((folder, "**/*.yml"),))
    return folder


def test_should_know_a_model_by_its_sources(sources: Path) -> None:
    assert current_model() == current_model()
    assert current_model().name.startswith("lotsen-")


def test_should_want_another_model_when_an_example_changes(sources: Path) -> None:
    before = current_model()
    (sources / "sv" / "greet.yml").write_text("- hejsan\n", "utf-8")
    assert current_model() != before


def test_should_want_another_model_when_a_file_is_added_or_renamed(sources: Path) -> None:
    names = {current_model()}
    (sources / "sv" / "thanks.yml").write_text("- tack\n", "utf-8")
    names.add(current_model())
    (sources / "sv" / "thanks.yml").rename(sources / "sv" / "danke.yml")
    names.add(current_model())
    assert len(names) == 3


def test_should_want_the_same_model_again_when_a_change_is_taken_back(sources: Path) -> None:
    before, file = current_model(), sources / "sv" / "greet.yml"
    file.write_text("- hejsan\n", "utf-8")
    file.write_text("- hej\n", "utf-8")
    assert current_model() == before


def test_should_want_another_model_for_another_rasa(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current_model()
    monkeypatch.setattr(training.rasa, "__version__", "3.7.0")
    assert current_model() != before


def test_should_want_another_model_for_another_sentence_encoder(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights learnt from one encoder's vectors mean nothing with another's."""
    before = current_model()
    other = Settings(embeddings_url="http://127.0.0.1:9/v1/embeddings", embeddings_model="other")
    monkeypatch.setattr(training, "settings", lambda: other)
    assert current_model().name != before.name


@pytest.mark.parametrize(
    "file", ["config.yml", "domain.yml", "sv/hours.yml", "names/en/errands/csn.yml", "places.csv"]
)
def test_should_watch_everything_that_a_model_is_made_of(file: str) -> None:
    watched = [path for folder, pattern in SOURCES for path in folder.glob(pattern)]
    assert any(path.as_posix().endswith(file) for path in watched)


def test_should_remove_models_of_earlier_sources_only(tmp_path: Path) -> None:
    names = ("lotsen-aaaa.tar.gz", "lotsen-bbbb.tar.gz", "other.tar.gz")
    for name in names:
        (tmp_path / name).touch()
    remove_other_models(keep=tmp_path / "lotsen-bbbb.tar.gz")
    assert {path.name for path in tmp_path.iterdir()} == {"lotsen-bbbb.tar.gz", "other.tar.gz"}


@pytest.fixture
def start(bot: BotRuntime) -> Iterator[Callable[[Path], None]]:
    """Starts a bot with a model, beside the real one that has prepared the register."""
    started: list[BotRuntime] = []

    def start(model: Path) -> None:
        started.append(BotRuntime(model))
        started[-1].start()

    yield start
    for runtime in started:
        runtime.stop()


def refusal(start: Callable[[Path], None], model: Path) -> str:
    with pytest.raises(ModelNotUsable) as refused:
        start(model)
    assert refused.value.code == "model_not_usable"
    return str(refused.value)


def test_should_say_what_to_do_without_a_model(
    start: Callable[[Path], None], tmp_path: Path
) -> None:
    assert "lotsen train" in refusal(start, tmp_path / "none.tar.gz")


def test_should_refuse_a_file_that_is_no_model(
    start: Callable[[Path], None], tmp_path: Path
) -> None:
    broken = tmp_path / "lotsen-broken.tar.gz"
    broken.write_bytes(b"this is no archive")
    assert "lotsen train" in refusal(start, broken)


def test_should_refuse_a_model_of_another_rasa(
    bot: BotRuntime, start: Callable[[Path], None], tmp_path: Path
) -> None:
    old = tmp_path / "lotsen-old.tar.gz"
    with tarfile.open(bot._model) as archive, tarfile.open(old, "w:gz", compresslevel=1) as copy:
        for member in archive:
            file = archive.extractfile(member)
            content = file.read() if file else b""
            if member.name.endswith("metadata.json"):
                metadata = json.loads(content)
                metadata["rasa_open_source_version"] = "2.8.0"
                content = json.dumps(metadata).encode()
                member.size = len(content)
            copy.addfile(member, io.BytesIO(content) if file else None)
    assert "lotsen train" in refusal(start, old)


def test_should_keep_models_where_the_settings_say() -> None:
    assert current_model().parent == settings().model_dir
