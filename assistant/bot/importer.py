"""Training data with what Rasa's own importer leaves out: languages, and names of errands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from offices_db.package import load_package

LANGUAGE = "language"  # message property: the language an example is written in


class LanguageFolderImporter(RasaFileImporter):
    """Reads `nlu_data/<language>/…` and tags every example with its language.

    The names and synonyms of errands (`offices_db/data/names`) are examples too: a person who
    types nothing but "föräldrapenning" asks about it.
    """

    def get_nlu_data(self, language: str | None = None) -> TrainingData:
        data = TrainingData()
        for file in sorted(self._nlu_files):
            part = training_data_from_paths([file], language or "sv")
            for message in part.training_examples:
                message.set(LANGUAGE, language_of(Path(file)))
            data = data.merge(part)
        return data.merge(TrainingData(list(_errand_names())))


def language_of(file: Path) -> str:
    """The language of a training file: its folder directly below `nlu_data`."""
    parts = file.parts
    return parts[parts.index("nlu_data") + 1]


def _errand_names() -> Iterator[Message]:
    for entry in load_package().errand_names:
        for phrase in dict.fromkeys((entry.name, *entry.synonyms)):
            message = Message.build(phrase, intent="ask_errand")
            message.set("metadata", {"intent": {"errand": entry.errand}})
            message.set(LANGUAGE, entry.language)
            yield message
