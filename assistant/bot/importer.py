"""Training data with what Rasa's own importer leaves out: languages, and names of errands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import METADATA, METADATA_INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.bot.meaning import EITHER
from offices_db.package import load_package

ERRAND = "errand"  # key in the metadata of an example's intent
LANGUAGE = "language"  # message property: the language an example is written in
IS_NAME = "is_name"  # message property: the example is an errand's name, not a question


class LanguageFolderImporter(RasaFileImporter):
    """Reads `nlu_data/<language>/…` and tags every example with its language.

    The names and synonyms of errands (`offices_db/data/names`) are examples too: a person who
    types nothing but "föräldrapenning" asks about it. The files are Rasa's format 3.1; reading
    them with libyaml takes one second, Rasa's own reader fifty.
    """

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        files = map(Path, sorted(self._nlu_files))
        examples = [example for file in files for example in _examples(file)]
        return TrainingData([*examples, *_errand_names()])


def language_of(file: Path) -> str:
    """The language of a training file: its folder directly below `nlu_data`."""
    parts = file.parts
    return parts[parts.index("nlu_data") + 1]


def errand_of(message: Message) -> str:
    """The errand that a training example is about, "a|b" for either; empty where for none."""
    return str(((message.get(METADATA) or {}).get(METADATA_INTENT) or {}).get(ERRAND, ""))


def _examples(file: Path) -> Iterator[Message]:
    content = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    for block in content.get("nlu", ()):
        metadata = _one_label(block.get("metadata"))
        for line in block["examples"].splitlines():
            text = line.strip().removeprefix("-").strip()
            if text:
                yield _message(text, block["intent"], metadata, language_of(file))


def _one_label(metadata: dict[str, Any] | None) -> dict[str, Any] | None:
    """`{errand: [a, b]}` marks examples that may mean either: a label of its own, "a|b"."""
    if metadata and isinstance(metadata.get(ERRAND), list):
        return {ERRAND: EITHER.join(metadata[ERRAND])}
    return metadata


def _errand_names() -> Iterator[Message]:
    for entry in load_package().errand_names:
        for phrase in dict.fromkeys((entry.name, *entry.synonyms)):
            message = _message(phrase, "ask_errand", {ERRAND: entry.errand}, entry.language)
            message.set(IS_NAME, True)
            yield message


def _message(text: str, intent: str, metadata: Any, language: str) -> Message:
    message = Message.build(text, intent=intent, intent_metadata=metadata)
    message.set(LANGUAGE, language)
    return message
