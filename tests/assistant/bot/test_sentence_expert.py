"""The expert on sentence embeddings: what it learns and keeps on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.bot.sentence_expert import SentenceExpert
from tests.assistant.bot.examples import LABELS, vectors

VECTORS = vectors(LABELS)


@pytest.fixture(scope="module")
def expert() -> SentenceExpert:
    return SentenceExpert.fit(VECTORS, LABELS, ["sv"] * len(LABELS))


def test_should_learn_its_examples(expert: SentenceExpert) -> None:
    judged = [expert.log_probabilities(vector[None]).argmax() for vector in VECTORS]
    assert [expert.labels[label] for label in judged] == LABELS


def test_should_give_probabilities_that_add_up(expert: SentenceExpert) -> None:
    assert np.exp(expert.log_probabilities(VECTORS[:1])).sum() == pytest.approx(1, abs=1e-5)


def test_should_judge_the_same_after_being_stored(expert: SentenceExpert, tmp_path: Path) -> None:
    expert.save(tmp_path, "own")
    loaded = SentenceExpert.load(tmp_path, "own")
    assert loaded.labels == expert.labels
    for vector in VECTORS:
        before, after = (e.log_probabilities(vector[None]) for e in (expert, loaded))
        assert np.allclose(after, before, atol=0.02)  # half precision


def test_should_learn_the_same_every_time(expert: SentenceExpert) -> None:
    again = SentenceExpert.fit(VECTORS, LABELS, ["sv"] * len(LABELS))
    assert np.array_equal(
        again.log_probabilities(VECTORS[:1]), expert.log_probabilities(VECTORS[:1])
    )


def test_should_understand_a_language_that_it_knows_by_names_alone() -> None:
    shift = np.full(VECTORS.shape[1], 0.7, np.float32)  # how another language differs
    foreign = VECTORS[::2] + shift
    languages = ["sv"] * len(LABELS) + ["fi"] * len(foreign)
    expert = SentenceExpert.fit(
        np.vstack([VECTORS, foreign]).astype(np.float32), [*LABELS, *LABELS[::2]], languages
    )
    judged = [
        expert.labels[expert.log_probabilities(vector[None] + shift, "fi").argmax()]
        for vector in VECTORS[1::2]
    ]
    assert judged == LABELS[1::2]
