"""Training data: every example knows its language, and names of errands are examples too."""

from __future__ import annotations

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.bot.importer import (
    IS_NAME,
    LANGUAGE,
    LanguageFolderImporter,
    errand_of,
    language_of,
)
from assistant.bot.meaning import EITHER
from assistant.bot.training import BOT, NLU_DATA
from offices_db.package import DataPackage, load_package


@pytest.fixture(scope="module")
def package() -> DataPackage:
    return load_package()


@pytest.fixture(scope="module")
def examples() -> list[Message]:
    importer: TrainingDataImporter = LanguageFolderImporter(
        str(BOT / "config.yml"), str(BOT / "domain.yml"), [str(NLU_DATA)]
    )
    return importer.get_nlu_data().training_examples


def test_should_tell_the_language_by_the_folder() -> None:
    assert language_of(NLU_DATA / "sv" / "errands" / "csn.yml") == "sv"
    assert language_of(NLU_DATA / "en" / "hours.yml") == "en"


def test_should_tag_every_example_with_its_language(examples: list[Message]) -> None:
    assert {example.get(LANGUAGE) for example in examples} >= {"sv", "en"}


def test_should_read_every_example_as_plain_text(examples: list[Message]) -> None:
    texts = [example.get(TEXT) for example in examples]
    assert all(text and text == text.strip() and not text.startswith("- ") for text in texts)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_should_have_questions_about_every_errand(
    examples: list[Message], package: DataPackage, language: str
) -> None:
    asked = {
        errand
        for example in examples
        for errand in errand_of(example).split(EITHER)
        if example.get(LANGUAGE) == language and not example.get(IS_NAME)
    } - {""}
    assert {errand.id for errand in package.errands} - asked == set()
    assert asked - {errand.id for errand in package.errands} == set()


def test_should_learn_the_names_of_errands(examples: list[Message], package: DataPackage) -> None:
    names = {
        (example.get(LANGUAGE), example.get(TEXT), errand_of(example))
        for example in examples
        if example.get(IS_NAME)
    }
    for entry in package.errand_names:
        for phrase in (entry.name, *entry.synonyms):
            assert (entry.language, phrase, entry.errand) in names


def test_should_ask_about_an_errand_wherever_one_is_named(examples: list[Message]) -> None:
    assert {e.get(INTENT) for e in examples if e.get(IS_NAME)} == {"ask_errand"}


def test_should_only_use_intents_of_the_domain(examples: list[Message]) -> None:
    from rasa.shared.core.domain import Domain

    domain = Domain.load(str(BOT / "domain.yml"))
    assert {e.get(INTENT) for e in examples} <= set(domain.intents)
