"""Sentence vectors: from the built-in model, or from an operator's own address."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import numpy as np
import pytest

from assistant.bot import sentence_encoder as encoders
from assistant.bot.sentence_encoder import E5Encoder, HttpEncoder, Vectors, sentence_vector
from assistant.settings import Settings


class EmbeddingsServer(ThreadingHTTPServer):
    """Answers like an OpenAI-compatible embeddings address, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[dict[str, Any]] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/embeddings"


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingsServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        rows = [
            {"object": "embedding", "index": i, "embedding": [3.0, 4.0 + len(text)]}
            for i, text in enumerate(body["input"])
        ]
        answer = json.dumps({"object": "list", "data": rows}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        """The test's output stays readable."""


@pytest.fixture
def server() -> Iterator[EmbeddingsServer]:
    server = EmbeddingsServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fresh_caches() -> Iterator[None]:
    """No encoder and no vector is kept from one test to the next."""
    for cache in (encoders.sentence_encoder, encoders.sentence_vector):
        cache.cache_clear()
    yield
    for cache in (encoders.sentence_encoder, encoders.sentence_vector):
        cache.cache_clear()


def test_should_ask_the_operators_address_for_all_texts_at_once(server: EmbeddingsServer) -> None:
    """E5 models want to know that a text is a query."""
    vectors = HttpEncoder(server.url, "some-model").encode(["hej", "hej då"])
    assert server.asked == [{"model": "some-model", "input": ["query: hej", "query: hej då"]}]
    assert vectors.shape == (2, 2)
    assert vectors.dtype == np.float32


def test_should_give_every_vector_length_one(server: EmbeddingsServer) -> None:
    vectors = HttpEncoder(server.url, "some-model").encode(["", "en längre mening"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-6)


def test_should_say_when_the_address_fails(server: EmbeddingsServer) -> None:
    server.status = 500
    with pytest.raises(httpx.HTTPStatusError):
        HttpEncoder(server.url, "some-model").encode(["hej"])


def test_should_say_when_nobody_answers_at_the_address(server: EmbeddingsServer) -> None:
    url = server.url.replace(str(server.server_address[1]), "1")
    with pytest.raises(httpx.HTTPError):
        HttpEncoder(url, "some-model").encode(["hej"])


def test_should_use_the_address_of_the_settings(
    server: EmbeddingsServer, fresh_caches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(embeddings_url=server.url, embeddings_model="own-model")
    monkeypatch.setattr(encoders, "settings", lambda: settings)
    assert sentence_vector("hej").shape == (1, 2)
    assert server.asked[0]["model"] == "own-model"


def test_should_make_the_vector_of_a_message_once(
    fresh_caches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Counting:
        def encode(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return np.ones((len(texts), 2), np.float32)

    monkeypatch.setattr(encoders, "sentence_encoder", Counting)
    for text in ("hej", "hej", "tack", "hej"):
        sentence_vector(text)
    assert asked == ["hej", "tack"]


def test_should_put_sentences_of_one_meaning_near_each_other() -> None:
    tax, tax_too, pizza = E5Encoder().encode(
        ["how do I pay my taxes", "var betalar jag skatt", "en pizza med svamp"]
    )
    assert tax @ tax_too > tax @ pizza
    assert np.linalg.norm(tax) == pytest.approx(1, abs=1e-3)
