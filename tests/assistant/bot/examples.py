"""A few examples of three intents, for tests of what learns from them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BY_LABEL = {
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
TEXTS = [text for texts in BY_LABEL.values() for text in texts]
LABELS = [label for label, texts in BY_LABEL.items() for _ in texts]


def vectors(labels: list[str]) -> npt.NDArray[np.float32]:
    """One direction for each label, with a little noise; shape (labels, 8)."""
    order = sorted(set(labels))
    directions = np.eye(8, dtype=np.float32)
    noise = np.random.default_rng(7).normal(0, 0.05, (len(labels), 8)).astype(np.float32)
    return np.stack([directions[order.index(label)] for label in labels]) + noise
