"""A linear text classifier on character n-grams and sentence embeddings; weights without pickles.

Two sets of weights are trained. The first sees n-grams only and costs well under a millisecond;
the second sees the sentence embedding beside them and is asked only where the first is not sure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from assistant.bot.phrases import fold

Floats = npt.NDArray[np.float32]

NAME_TOKENS = frozenset({"PLACE", "DAY", "AGENCY"})  # see assistant/bot/mentions.py
NGRAMS = (2, 5)  # characters, within words
EMBEDDING_WEIGHT = 2.0  # length of the embedding beside n-gram vectors of length 1
HELD_OUT = 0.2  # share of the examples that calibrates the probabilities
SEED = 20261122
NEVER = 10.0  # margin against a label that a split of the examples does not hold


@dataclass(frozen=True)
class Scores:
    """Calibrated probabilities of all labels, likeliest first; `tier` tells which weights spoke."""

    ranking: tuple[tuple[str, float], ...]
    tier: str


@dataclass
class _Weights:
    coefficients: Floats  # (features, labels)
    intercepts: Floats  # (labels,)

    def probabilities(self, features: csr_matrix) -> Floats:
        logits = np.asarray(features @ self.coefficients) + self.intercepts
        logits -= logits.max(axis=1, keepdims=True)
        exponentials = np.exp(logits)
        result: Floats = exponentials / exponentials.sum(axis=1, keepdims=True)
        return result

    def arrays(self, name: str) -> dict[str, npt.NDArray[np.floating[Any]]]:
        """Half precision: the file is half as large, and no ranking changed when measured."""
        return {
            f"{name}_coefficients": self.coefficients.astype(np.float16),
            f"{name}_intercepts": self.intercepts,
        }

    @classmethod
    def of(cls, name: str, arrays: dict[str, Floats]) -> _Weights:
        return cls(
            arrays[f"{name}_coefficients"].astype(np.float32), arrays[f"{name}_intercepts"]
        )


class LinearClassifier:
    """Trained by `fit`, stored by `save`, read back by `load` without scikit-learn's pickles."""

    def __init__(
        self,
        labels: list[str],
        vectorizer: TfidfVectorizer,
        ngrams: _Weights,
        combined: _Weights | None = None,
        mean: Floats | None = None,
    ) -> None:
        self.labels = labels
        self._vectorizer = vectorizer
        self._ngrams = ngrams
        self._combined = combined
        self._mean = mean

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        *,
        regularisation: float,
        vectors: Floats | None = None,
    ) -> LinearClassifier:
        """`regularisation`: larger fits closer (C). `vectors`: shape (texts, dimensions)."""
        vectorizer = _vectorizer()
        features = vectorizer.fit_transform(texts)
        names = sorted(set(labels))
        ngrams = _train(features, labels, regularisation)
        if vectors is None:
            return cls(names, vectorizer, ngrams)
        mean = vectors.mean(axis=0)
        both = hstack([features, _centred(vectors, mean)]).tocsr()
        return cls(names, vectorizer, ngrams, _train(both, labels, regularisation), mean)

    def rank(
        self, text: str, vector: Callable[[], Floats] | None = None, *, sure: float = 0.0
    ) -> Scores:
        """Probabilities for one text; `vector` is called only if n-grams alone are not `sure`."""
        features = self._vectorizer.transform([text])
        probabilities = self._ngrams.probabilities(features)[0]
        if vector is None or self._combined is None or probabilities.max() >= sure:
            return self._ranked(probabilities, "ngrams")
        both = hstack([features, _centred(vector(), self._mean)]).tocsr()
        return self._ranked(self._combined.probabilities(both)[0], "embedding")

    def save(self, folder: Path) -> None:
        """Write `weights.npz` and `labels.json`."""
        arrays = {"idf": self._vectorizer.idf_, **self._ngrams.arrays("ngrams")}
        if self._combined and self._mean is not None:
            arrays |= {"mean": self._mean, **self._combined.arrays("combined")}
        np.savez(folder / "weights.npz", **arrays)
        ngrams = sorted(self._vectorizer.vocabulary_, key=self._vectorizer.vocabulary_.get)
        description = {"labels": self.labels, "ngrams": ngrams}
        (folder / "labels.json").write_text(json.dumps(description, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> LinearClassifier:
        """Read what `save` wrote."""
        description = json.loads((folder / "labels.json").read_text("utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        vectorizer = _vectorizer({ngram: i for i, ngram in enumerate(description["ngrams"])})
        vectorizer.idf_ = arrays["idf"]
        return cls(
            description["labels"],
            vectorizer,
            _Weights.of("ngrams", arrays),
            _Weights.of("combined", arrays) if "mean" in arrays else None,
            arrays.get("mean"),
        )

    def _ranked(self, probabilities: Floats, tier: str) -> Scores:
        order = np.argsort(-probabilities)
        ranking = tuple((self.labels[i], float(probabilities[i])) for i in order)
        return Scores(ranking, tier)


def _vectorizer(vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=NGRAMS,
        min_df=2 if vocabulary is None else 1,
        sublinear_tf=True,
        preprocessor=_folded,
        vocabulary=vocabulary,
        dtype=np.float32,
    )


def _folded(text: str) -> str:
    """People leave out å, ä and ö: so does the classifier. Name tokens stay upper case."""
    return " ".join(word if word in NAME_TOKENS else fold(word)[0] for word in text.split())


def _centred(vectors: Floats, mean: Floats) -> csr_matrix:
    """E5 vectors all point in much the same direction: what differs is the meaning."""
    centred = vectors - mean
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return csr_matrix(EMBEDDING_WEIGHT * centred / np.maximum(norms, 1e-6))


def _train(features: csr_matrix, labels: Sequence[str], regularisation: float) -> _Weights:
    """Margins of a linear SVM, scaled by the temperature that fits held-out examples best."""
    names, targets = np.unique(np.asarray(labels), return_inverse=True)
    shuffled = np.random.default_rng(SEED).permutation(len(targets))
    cut = int(len(targets) * HELD_OUT)
    held_out, kept = shuffled[:cut], shuffled[cut:]
    trial = _fit(features[kept], targets[kept], regularisation, len(names))
    margins = np.asarray(features[held_out] @ trial.coefficients) + trial.intercepts
    scale = _calibrating_scale(margins, targets[held_out])
    weights = _fit(features, targets, regularisation, len(names))
    return _Weights(weights.coefficients * scale, weights.intercepts * scale)


def _fit(
    features: csr_matrix, targets: npt.NDArray[np.int64], regularisation: float, labels: int
) -> _Weights:
    model = LinearSVC(C=regularisation, random_state=SEED, dual=True)
    model.fit(features, targets)
    coefficients = np.zeros((features.shape[1], labels), np.float32)
    intercepts = np.full(labels, -NEVER, np.float32)
    coefficients[:, model.classes_] = model.coef_.T
    intercepts[model.classes_] = model.intercept_
    return _Weights(coefficients, intercepts)


def _calibrating_scale(margins: Floats, targets: npt.NDArray[np.int64]) -> float:
    """The factor that makes softmax probabilities of margins likeliest (temperature scaling)."""

    def loss(log_scale: float) -> float:
        logits = margins * np.exp(log_scale)
        logits -= logits.max(axis=1, keepdims=True)
        log_sums = np.log(np.exp(logits).sum(axis=1))
        return float((log_sums - logits[np.arange(len(targets)), targets]).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 4.0), method="bounded").x))
