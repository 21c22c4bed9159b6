"""How the experts are put together: who is asked, and who decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.bot.meaning import Example, MeaningModel, Weights
from assistant.bot.ngram_expert import Floats
from tests.assistant.bot.examples import vectors

TEXTS = {
    ("greet", ""): ["hej", "hejsan", "god morgon", "hallå där"],
    ("out_of_scope", ""): ["recept på pannkakor", "vem vann matchen", "blir det regn", "pizza"],
    ("ask_errand", "pass"): [
        "mitt pass har gått ut",
        "förnya passet",
        "tappat passet",
        "nytt pass",
    ],
    ("ask_errand", "pass|vab"): ["hjälp", "jag behöver hjälp", "hjälp mig", "kan ni hjälpa"],
    ("ask_errand", "vab"): ["barnet är sjukt", "vabba imorgon", "feber på dagis", "sjuk son"],
}
EXAMPLES = [
    Example("sv", intent, errand, text, text)
    for (intent, errand), texts in TEXTS.items()
    for text in texts
]
VECTOR_OF = dict(
    zip((e.errand_text for e in EXAMPLES), vectors([e.label for e in EXAMPLES]), strict=True)
)
WEIGHTS = Weights(sure_intent=1.1, sure_errand=1.1, ngrams=0.5, errand_doubt=0.0)
UNKNOWN = "zzz qqq"


def encode(texts: Sequence[str]) -> Floats:
    return np.stack([VECTOR_OF[text] for text in texts])


def never() -> Floats:
    raise AssertionError("asked for a vector")


@pytest.fixture(scope="module")
def model() -> MeaningModel:
    return MeaningModel.fit(EXAMPLES, encode)


def test_should_tell_intent_and_errand_of_its_examples(model: MeaningModel) -> None:
    for example in EXAMPLES:
        text = example.errand_text
        meaning = model.read(text, text, "sv", lambda text=text: encode([text]), WEIGHTS)
        assert meaning.intents[0][0] == example.intent
        if example.errand:
            assert meaning.errands[0][0] in example.errand


def test_should_be_sure_of_neither_errand_where_words_may_mean_both(model: MeaningModel) -> None:
    meaning = model.read("hjälp", "hjälp", "sv", lambda: encode(["hjälp"]), WEIGHTS)
    (first, likelier), (second, other) = meaning.errands
    assert {first, second} == {"pass", "vab"}
    assert likelier - other < 0.1


def test_should_understand_unknown_words_by_their_meaning(model: MeaningModel) -> None:
    meaning = model.read(UNKNOWN, UNKNOWN, "sv", lambda: encode(["feber på dagis"]), WEIGHTS)
    assert meaning.asked
    assert meaning.intents[0][0] == "ask_errand"
    assert meaning.errands[0][0] == "vab"


def test_should_not_ask_for_a_vector_where_n_grams_are_sure(model: MeaningModel) -> None:
    sure = replace(WEIGHTS, sure_intent=0.5, sure_errand=0.5)
    for text in ("hej", "mitt pass har gått ut"):
        assert not model.read(text, text, "sv", never, sure).asked


def test_should_ask_where_the_intent_is_clear_but_the_errand_is_not(model: MeaningModel) -> None:
    text = "mitt pass har gått ut"
    unsure_errand = replace(WEIGHTS, sure_intent=0.5)
    assert model.read(text, text, "sv", lambda: encode([text]), unsure_errand).asked
    assert not model.read("hej", "hej", "sv", never, unsure_errand).asked


def test_should_doubt_an_errand_rather_than_answer_what_is_not_ours(model: MeaningModel) -> None:
    def scope(doubt: float) -> dict[str, float]:
        weights = replace(WEIGHTS, errand_doubt=doubt)
        return dict(
            model.read(UNKNOWN, UNKNOWN, "sv", lambda: encode(["nytt pass"]), weights).intents
        )

    assert scope(3.0)["out_of_scope"] > scope(0.0)["out_of_scope"]
    assert scope(3.0)["ask_errand"] < scope(0.0)["ask_errand"]


def test_should_judge_the_same_after_being_stored(model: MeaningModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = MeaningModel.load(tmp_path)
    for example in EXAMPLES:
        text = example.errand_text
        before, after = (
            m.read(text, text, "sv", lambda text=text: encode([text]), WEIGHTS)
            for m in (model, loaded)
        )
        assert after.intents[0][0] == before.intents[0][0]
        assert after.errands[0][0] == before.errands[0][0]
