"""A linear classifier on sentence embeddings: knows meanings, in whatever words they come."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

Floats = npt.NDArray[np.float32]

ANY_LANGUAGE = "*"

# Softmax regression by Adam: a tenth of the time of LBFGS to the same result, and it stops before
# it is too sure of itself. Chosen on benchmarks/data/development; see docs/benchmarks.md.
SCALE = 6.0  # of the unit vectors, so that the steps of Adam suit them
LEARNING_RATE = 0.01
DECAY = 1e-3
EPOCHS = 30
LEAST_STEPS = 1000  # of a small training set
BATCH = 256
SEED = 20261122


class SentenceExpert:
    """Trained by `fit`, stored without pickles by `save`, read back by `load`."""

    def __init__(
        self, labels: list[str], means: dict[str, Floats], coefficients: Floats, intercepts: Floats
    ) -> None:
        """`means` by language, of the shape (dimensions,); `coefficients` (dimensions, labels).

        The mean of `ANY_LANGUAGE` is that of all languages together.
        """
        self.labels = labels
        self._means = means
        self._coefficients = coefficients
        self._intercepts = intercepts

    @classmethod
    def fit(
        cls, vectors: Floats, labels: Sequence[str], languages: Sequence[str]
    ) -> SentenceExpert:
        """Train on three labels or more, with vectors of the shape (examples, dimensions)."""
        spoken = np.array(languages)
        means = {code: vectors[spoken == code].mean(axis=0) for code in sorted(set(languages))}
        own = np.stack([means[code] for code in languages])
        batch = min(BATCH, len(labels))
        epochs = max(EPOCHS, LEAST_STEPS * batch // len(labels))
        model = MLPClassifier(
            hidden_layer_sizes=(),
            batch_size=batch,
            learning_rate_init=LEARNING_RATE,
            alpha=DECAY,
            max_iter=epochs,
            n_iter_no_change=epochs,
            random_state=SEED,
        )
        with warnings.catch_warnings():  # that it could go on: it is stopped on purpose
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(_centred(vectors, own) * SCALE, labels)
        return cls(
            [str(label) for label in model.classes_],
            {ANY_LANGUAGE: vectors.mean(axis=0), **means},
            np.ascontiguousarray(model.coefs_[0] * SCALE, np.float32),
            model.intercepts_[0].astype(np.float32),
        )

    def log_probabilities(self, vector: Floats, language: str | None = None) -> Floats:
        """Of every label, in the order of `labels`, for one vector of the shape (1, dimensions).

        `language` is that of the text, None where it is not known.
        """
        mean = self._means.get(language or ANY_LANGUAGE, self._means[ANY_LANGUAGE])
        logits = _centred(vector, mean)[0] @ self._coefficients + self._intercepts
        highest = logits.max()
        result: Floats = logits - highest - np.log(np.exp(logits - highest).sum())
        return result

    def save(self, folder: Path, name: str) -> None:
        """Write `<name>.npz` and `<name>.json`."""
        np.savez(
            folder / f"{name}.npz",
            means=np.stack(list(self._means.values())),
            coefficients=self._coefficients.astype(np.float16),
            intercepts=self._intercepts,
        )
        description = {"labels": self.labels, "languages": list(self._means)}
        text = json.dumps(description, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, "utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> SentenceExpert:
        """Read what `save` wrote."""
        description = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        coefficients = arrays["coefficients"].astype(np.float32)
        means = dict(zip(description["languages"], arrays["means"], strict=True))
        return cls(description["labels"], means, coefficients, arrays["intercepts"])


def _centred(vectors: Floats, mean: Floats) -> Floats:
    """E5 vectors of one language all point in much the same direction.

    What differs then is the meaning, in every language alike: without its own mean, a language with
    few examples of its own is told by its direction instead.
    """
    centred = vectors - mean
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    result: Floats = centred / np.maximum(norms, 1e-6)
    return result
