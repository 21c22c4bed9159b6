"""The expert on n-grams: what it learns and keeps on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.bot.ngram_expert import NgramExpert, ranked, softmax
from tests.assistant.bot.examples import LABELS, TEXTS


@pytest.fixture(scope="module")
def expert() -> NgramExpert:
    return NgramExpert.fit(TEXTS, LABELS)


def best(expert: NgramExpert, text: str) -> str:
    return ranked(expert.labels, softmax(expert.logits(text)))[0][0]


def test_should_learn_its_examples(expert: NgramExpert) -> None:
    assert [best(expert, text) for text in TEXTS] == LABELS


def test_should_read_text_without_diacritics_the_same(expert: NgramExpert) -> None:
    assert np.array_equal(expert.logits("när öppnar ni"), expert.logits("NAR OPPNAR NI"))


def test_should_rank_all_labels_with_probabilities(expert: NgramExpert) -> None:
    ranking = ranked(expert.labels, softmax(expert.logits("när öppnar ni")))
    confidences = [confidence for _, confidence in ranking]
    assert {label for label, _ in ranking} == set(LABELS)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", [*TEXTS, "", "🙂", "något helt annat"])
def test_should_judge_the_same_after_being_stored(
    expert: NgramExpert, tmp_path: Path, text: str
) -> None:
    expert.save(tmp_path, "own")
    loaded = NgramExpert.load(tmp_path, "own")
    assert np.allclose(loaded.logits(text), expert.logits(text), atol=0.02)  # half precision
    assert loaded.labels == expert.labels
    assert best(loaded, text) == best(expert, text)


def test_should_store_exactly_what_it_loaded(expert: NgramExpert, tmp_path: Path) -> None:
    expert.save(tmp_path, "first")
    loaded = NgramExpert.load(tmp_path, "first")
    loaded.save(tmp_path, "second")
    again = NgramExpert.load(tmp_path, "second")
    for text in TEXTS:
        assert np.array_equal(loaded.logits(text), again.logits(text))


def test_should_learn_two_labels() -> None:
    two = NgramExpert.fit(TEXTS[:8], LABELS[:8])
    assert [best(two, text) for text in TEXTS[:8]] == LABELS[:8]
    assert len(two.logits("hej")) == 2


def test_should_learn_the_same_every_time(expert: NgramExpert) -> None:
    text = "var ligger ett öppet kontor"
    assert np.array_equal(NgramExpert.fit(TEXTS, LABELS).logits(text), expert.logits(text))
