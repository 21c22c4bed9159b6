"""A linear text classifier on character n-grams: knows names and spellings, costs under 1 ms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from assistant.bot.phrases import fold

Floats = npt.NDArray[np.float32]

NAME_TOKENS = frozenset({"PLACE", "DAY", "AGENCY", "ABROAD"})  # see assistant/bot/mentions.py
NGRAMS = (2, 5)  # characters, within words
MARGIN_SCALE = 7.0  # turns SVM margins into log-odds; fitted on cross-validated examples
SVM_C = 1.0
SVM_TOLERANCE = 0.02  # ten times coarser than the default: no ranking changed, half the time
SEED = 20261122


class NgramExpert:
    """Trained by `fit`, stored without pickles by `save`, read back by `load`."""

    def __init__(
        self,
        labels: list[str],
        vectorizer: TfidfVectorizer,
        coefficients: npt.NDArray[np.float16],
        intercepts: Floats,
    ) -> None:
        """`coefficients` has the shape (n-grams, labels), `intercepts` (labels,).

        Weights in half precision: half as large, and no ranking changed when measured.
        """
        self.labels = labels
        self._vectorizer = vectorizer
        self._coefficients = coefficients
        self._intercepts = intercepts

    @classmethod
    def fit(cls, texts: Sequence[str], labels: Sequence[str]) -> NgramExpert:
        vectorizer = _vectorizer()
        features = vectorizer.fit_transform(texts)
        svm = LinearSVC(C=SVM_C, tol=SVM_TOLERANCE, random_state=SEED).fit(features, labels)
        coefficients, intercepts = svm.coef_, svm.intercept_
        if len(svm.classes_) == 2:  # scikit-learn keeps one row for two labels
            coefficients = np.vstack([-coefficients, coefficients])
            intercepts = np.concatenate([-intercepts, intercepts])
        return cls(
            [str(label) for label in svm.classes_],
            vectorizer,
            np.ascontiguousarray(coefficients.T * MARGIN_SCALE, np.float16),
            (intercepts * MARGIN_SCALE).astype(np.float32),
        )

    def logits(self, text: str) -> Floats:
        """Log-odds of every label, in the order of `labels`."""
        features = self._vectorizer.transform([text])
        # the few rows of the n-grams at hand: a sparse product would walk through all of them
        rows = self._coefficients[features.indices].astype(np.float32)
        logits: Floats = features.data.astype(np.float32) @ rows + self._intercepts
        return logits

    def save(self, folder: Path, name: str) -> None:
        """Write `<name>.npz` and `<name>.json`."""
        np.savez(
            folder / f"{name}.npz",
            idf=self._vectorizer.idf_,
            coefficients=self._coefficients,
            intercepts=self._intercepts,
        )
        ngrams = sorted(self._vectorizer.vocabulary_, key=self._vectorizer.vocabulary_.get)
        description = {"labels": self.labels, "ngrams": ngrams}
        text = json.dumps(description, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, "utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> NgramExpert:
        """Read what `save` wrote."""
        description = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        vectorizer = _vectorizer({ngram: i for i, ngram in enumerate(description["ngrams"])})
        vectorizer.idf_ = arrays["idf"]
        return cls(
            description["labels"],
            vectorizer,
            arrays["coefficients"],
            arrays["intercepts"],
        )


def softmax(logits: Floats) -> Floats:
    """Log-odds as probabilities that add up to 1."""
    exponentials = np.exp(logits - logits.max())
    probabilities: Floats = exponentials / exponentials.sum()
    return probabilities


def ranked(labels: Sequence[str], probabilities: Floats) -> list[tuple[str, float]]:
    """Labels with their probabilities, likeliest first."""
    return [(labels[i], float(probabilities[i])) for i in np.argsort(-probabilities)]


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
