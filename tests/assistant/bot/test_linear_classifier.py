"""The linear classifier: what it learns, keeps on disk, and when it asks for a vector."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.bot.linear_classifier import Floats, LinearClassifier, Scores

EXAMPLES = {
    "hours": [
        "när öppnar kontoret",
        "är det öppet i PLACE",
        "vilka öppettider har ni",
        "när stänger ni",
    ],
    "office": [
        "var ligger kontoret",
        "närmaste kontor i PLACE",
        "hitta ett kontor",
        "var är kontoret",
    ],
    "greet": ["hej", "hejsan", "god morgon", "hallå där"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]


def vectors() -> Floats:
    """One direction for each label, with a little noise."""
    directions = np.eye(8, dtype=np.float32)
    noise = np.random.default_rng(7).normal(0, 0.05, (len(LABELS), 8)).astype(np.float32)
    order = sorted(EXAMPLES)
    return np.stack([directions[order.index(label)] for label in LABELS]) + noise


@pytest.fixture(scope="module")
def classifier() -> LinearClassifier:
    return LinearClassifier.fit(TEXTS, LABELS, vectors=vectors(), vector_labels=LABELS)


def best(classifier: LinearClassifier, scores: Scores) -> str:
    return classifier.rank(scores)[0][0]


def test_should_learn_its_examples(classifier: LinearClassifier) -> None:
    assert [best(classifier, classifier.score(text)) for text in TEXTS] == LABELS


def test_should_read_text_without_diacritics_the_same(classifier: LinearClassifier) -> None:
    with_dots, without = (classifier.score(t) for t in ("när öppnar ni", "NAR OPPNAR NI"))
    assert np.array_equal(with_dots.logits, without.logits)


def test_should_rank_all_labels_with_probabilities(classifier: LinearClassifier) -> None:
    ranking = classifier.rank(classifier.score("när öppnar ni"))
    confidences = [confidence for _, confidence in ranking]
    assert {label for label, _ in ranking} == set(EXAMPLES)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-5)


def test_should_not_ask_for_a_vector_when_it_is_sure(classifier: LinearClassifier) -> None:
    def never() -> Floats:
        raise AssertionError("asked for a vector")

    assert classifier.score("när öppnar kontoret", never, sure=0.5).tier == "ngrams"


def test_should_ask_once_for_a_vector_when_it_is_unsure(classifier: LinearClassifier) -> None:
    asked = []

    def vector() -> Floats:
        asked.append(True)
        return vectors()[:1]

    scores = classifier.score("zzz qqq", vector, sure=0.99)
    assert scores.tier == "embedding"
    assert len(asked) == 1
    assert best(classifier, scores) == LABELS[0]


def test_should_do_without_vectors_when_trained_without() -> None:
    plain = LinearClassifier.fit(TEXTS, LABELS)
    scores = plain.score("när öppnar ni", lambda: vectors()[:1], sure=1.0)
    assert scores.tier == "ngrams"
    assert best(plain, scores) == "hours"


@pytest.mark.parametrize("text", [*TEXTS, "", "🙂", "något helt annat"])
def test_should_score_the_same_after_being_stored(
    classifier: LinearClassifier, tmp_path: Path, text: str
) -> None:
    classifier.save(tmp_path)
    loaded = LinearClassifier.load(tmp_path)
    vector = vectors()[5:6]
    before = classifier.score(text, lambda: vector, sure=1.1)
    after = loaded.score(text, lambda: vector, sure=1.1)
    assert np.allclose(after.logits, before.logits, atol=0.02)  # stored in half precision
    assert loaded.labels == classifier.labels
    assert best(loaded, after) == best(classifier, before)


def test_should_store_exactly_what_it_loaded(classifier: LinearClassifier, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    classifier.save(first)
    loaded = LinearClassifier.load(first)
    loaded.save(second)
    again = LinearClassifier.load(second)
    for text in TEXTS:
        assert np.array_equal(loaded.score(text).logits, again.score(text).logits)


def test_should_learn_two_labels() -> None:
    two = LinearClassifier.fit(
        TEXTS[:8], LABELS[:8], vectors=vectors()[:8], vector_labels=LABELS[:8]
    )
    assert [best(two, two.score(text)) for text in TEXTS[:8]] == LABELS[:8]
    assert len(two.score("hej").probabilities) == 2


def test_should_learn_the_same_every_time(classifier: LinearClassifier) -> None:
    again = LinearClassifier.fit(TEXTS, LABELS, vectors=vectors(), vector_labels=LABELS)
    text = "var ligger ett öppet kontor"
    assert np.array_equal(again.score(text).logits, classifier.score(text).logits)


def test_should_refuse_vectors_that_miss_a_label() -> None:
    with pytest.raises(ValueError, match="every label"):
        LinearClassifier.fit(TEXTS, LABELS, vectors=vectors()[:8], vector_labels=LABELS[:8])
