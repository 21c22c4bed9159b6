"""The test set stays apart from what the bot is trained on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.bot.importer import LanguageFolderImporter
from assistant.bot.training import NLU_DATA

QUESTIONS = Path(__file__).parent
SHORT = 2  # words: everybody writes "hej" and "tack så"


@pytest.mark.parametrize("language", sorted(path.stem for path in QUESTIONS.glob("*.yml")))
def test_should_never_train_on_a_question_of_the_test_set(language: str) -> None:
    training = LanguageFolderImporter(training_data_paths=str(NLU_DATA)).get_nlu_data()
    trained = {_plain(example.get("text")) for example in training.nlu_examples}
    questions = yaml.safe_load((QUESTIONS / f"{language}.yml").read_text("utf-8"))
    asked = {_plain(q["text"]) for q in questions if len(q["text"].split()) > SHORT}
    assert not asked & trained


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
