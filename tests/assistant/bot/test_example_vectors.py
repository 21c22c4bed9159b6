"""Compiled vectors of the training examples: the same as the encoder's, and complete enough."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.bot.example_vectors import ExampleVectors
from assistant.bot.sentence_encoder import E5Encoder, sentence_vectors

TEXTS = ["mitt pass har gått ut", "my son is ill", "jag bor i PLACE", ""]


@pytest.fixture(scope="module")
def encoded() -> np.ndarray:
    return E5Encoder().encode(TEXTS)


def test_should_keep_the_direction_of_every_vector(encoded: np.ndarray, tmp_path: Path) -> None:
    ExampleVectors.of(TEXTS, encoded).save(tmp_path / "vectors.npz")
    stored = ExampleVectors.load(tmp_path / "vectors.npz")
    for text, vector in zip(TEXTS, encoded, strict=True):
        found = stored.get(text)
        assert found is not None
        assert found @ vector == pytest.approx(1, abs=1e-3)


def test_should_not_know_texts_that_were_not_compiled(encoded: np.ndarray) -> None:
    assert ExampleVectors.of(TEXTS, encoded).get("något helt annat") is None


def test_should_embed_what_is_not_compiled_in_the_order_asked_for() -> None:
    compiled, fresh = "jag behöver en läkare", "en text som ingen har skrivit förut, x9"
    assert ExampleVectors.load().get(compiled) is not None
    assert ExampleVectors.load().get(fresh) is None
    vectors = sentence_vectors([fresh, compiled, fresh])
    again = E5Encoder().encode([fresh, compiled, fresh])
    assert np.sum(vectors * again, axis=1) == pytest.approx([1, 1, 1], abs=1e-3)


def test_compiled_vectors_are_those_that_the_encoder_makes() -> None:
    """`just vectors --check` compares all; another processor may round a little differently."""
    texts = ["hur får man svar på blodprov", "jag behöver en läkare"]
    stored = ExampleVectors.load()
    for text, vector in zip(texts, E5Encoder().encode(texts), strict=True):
        found = stored.get(text)
        assert found is not None
        assert found @ vector > 0.99
