"""A text classifier of two linear experts: character n-grams, and a sentence embedding.

The n-gram expert costs well under a millisecond and knows names and spellings; the embedding
expert costs some 20 ms and knows meanings. Where the first is sure, the second is not asked;
else their log-odds are added. Weights are stored without pickles.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from assistant.bot.phrases import fold

Floats = npt.NDArray[np.float32]

NAME_TOKENS = frozenset({"PLACE", "DAY", "AGENCY", "ABROAD"})  # see assistant/bot/mentions.py
NGRAMS = (2, 5)  # characters, within words
MARGIN_SCALE = 7.0  # turns SVM margins into log-odds; fitted on cross-validated examples
SVM_C = 1.0
SVM_TOLERANCE = 0.02  # ten times coarser than the default: no ranking changed, half the time
LOGISTIC_C = 10.0
LOGISTIC_ITERATIONS = 60
SEED = 20261122


@dataclass(frozen=True)
class Scores:
    """Log-odds of every label, in the order of `LinearClassifier.labels`, and who spoke."""

    logits: Floats
    tier: str  # "ngrams" or "embedding"

    @property
    def probabilities(self) -> Floats:
        return _softmax(self.logits)


@dataclass(frozen=True)
class _Weights:
    coefficients: Floats  # (features, labels)
    intercepts: Floats  # (labels,)

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """Half precision: the file is half as large, and no ranking changed when measured."""
        return {
            f"{name}_coefficients": self.coefficients.astype(np.float16),
            f"{name}_intercepts": self.intercepts,
        }

    @classmethod
    def of(cls, name: str, arrays: dict[str, Floats]) -> _Weights:
        coefficients = arrays[f"{name}_coefficients"].astype(np.float32)
        return cls(coefficients, arrays[f"{name}_intercepts"])


class LinearClassifier:
    """Trained by `fit`, stored by `save`, read back by `load`."""

    def __init__(
        self,
        labels: list[str],
        vectorizer: TfidfVectorizer,
        ngrams: _Weights,
        embedding: _Weights | None = None,
        mean: Floats | None = None,
    ) -> None:
        self.labels = labels
        self._vectorizer = vectorizer
        self._ngrams = ngrams
        self._embedding = embedding
        self._mean = mean

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        *,
        vectors: Floats | None = None,
        vector_labels: Sequence[str] = (),
        balanced: bool = False,
    ) -> LinearClassifier:
        """Train on texts, and on sentence vectors of shape (examples, dimensions).

        The vectors may be of other examples than the texts: a bare name teaches spelling, but
        its embedding teaches little. `balanced` gives rare labels the weight of common ones.
        Raises `ValueError` where the vectors miss a label.
        """
        names = sorted(set(labels))
        vectorizer = _vectorizer()
        features = vectorizer.fit_transform(texts)
        svm = LinearSVC(C=SVM_C, tol=SVM_TOLERANCE, random_state=SEED)
        svm.fit(features, labels)
        ngrams = _weights(svm, scale=MARGIN_SCALE)
        if vectors is None:
            return cls(names, vectorizer, ngrams)
        if sorted(set(vector_labels)) != names:
            raise ValueError("every label needs an example with a sentence vector")
        mean = vectors.mean(axis=0)
        logistic = LogisticRegression(
            C=LOGISTIC_C,
            max_iter=LOGISTIC_ITERATIONS,
            class_weight="balanced" if balanced else None,
        )
        logistic.fit(_centred(vectors, mean), vector_labels)
        return cls(names, vectorizer, ngrams, _weights(logistic), mean)

    def score(
        self, text: str, vector: Callable[[], Floats] | None = None, *, sure: float = 0.0
    ) -> Scores:
        """Log-odds for one text; `vector` is called only if n-grams alone are not `sure`."""
        features = self._vectorizer.transform([text])
        # the few rows of the n-grams at hand: a sparse product would walk through all of them
        rows = self._ngrams.coefficients[features.indices]
        logits = features.data.astype(np.float32) @ rows + self._ngrams.intercepts
        if vector is None or self._embedding is None or self._mean is None:
            return Scores(logits, "ngrams")
        if _softmax(logits).max() >= sure:
            return Scores(logits, "ngrams")
        centred = _centred(vector(), self._mean)[0]
        meaning = centred @ self._embedding.coefficients + self._embedding.intercepts
        return Scores(logits + meaning, "embedding")

    def rank(self, scores: Scores) -> list[tuple[str, float]]:
        """Labels with their probabilities, likeliest first."""
        probabilities = scores.probabilities
        return [(self.labels[i], float(probabilities[i])) for i in np.argsort(-probabilities)]

    def save(self, folder: Path) -> None:
        """Write `weights.npz` and `labels.json`."""
        arrays = {"idf": self._vectorizer.idf_, **self._ngrams.arrays("ngrams")}
        if self._embedding is not None and self._mean is not None:
            arrays |= {"mean": self._mean, **self._embedding.arrays("embedding")}
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
            _Weights.of("embedding", arrays) if "mean" in arrays else None,
            arrays.get("mean"),
        )


def _weights(model: LinearSVC | LogisticRegression, scale: float = 1.0) -> _Weights:
    coefficients, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two labels
        coefficients = np.vstack([-coefficients, coefficients])
        intercepts = np.concatenate([-intercepts, intercepts])
    return _Weights(
        np.ascontiguousarray(coefficients.T, np.float32) * np.float32(scale),
        intercepts.astype(np.float32) * np.float32(scale),
    )


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


def _centred(vectors: Floats, mean: Floats) -> Floats:
    """E5 vectors all point in much the same direction: what differs is the meaning."""
    centred = vectors - mean
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    result: Floats = centred / np.maximum(norms, 1e-6)
    return result


def _softmax(logits: Floats) -> Floats:
    exponentials = np.exp(logits - logits.max())
    result: Floats = exponentials / exponentials.sum()
    return result
