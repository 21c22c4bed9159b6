"""The training examples' sentence vectors, compiled by `python -m assistant.bot.example_vectors`.

One vector takes 14 ms, all of them four minutes, so they come with the project as the gazetteer
does. An example without a compiled vector is embedded when the model is trained; another encoder
than the built-in one embeds them all.
"""

from __future__ import annotations

import assistant.quiet  # noqa: F401  before anything imports Rasa

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

FILE = Path(__file__).with_suffix(".npz")
LEVELS = 127  # of one number, in one byte
SAMPLE = 60  # texts that `--check` embeds again
SAME = 0.999  # cosine from which two vectors are the same


class ExampleVectors:
    """Vectors by text; read from a file, or made of what an encoder says."""

    def __init__(self, keys: npt.NDArray[np.uint64], rows: npt.NDArray[np.int8]) -> None:
        """`keys` are sorted digests of texts, `rows` their vectors, shape (texts, dimensions)."""
        self._keys = keys
        self._rows = rows

    @classmethod
    def load(cls, file: Path = FILE) -> ExampleVectors:
        """Read what `save` wrote; knows no text where there is no file."""
        if not file.is_file():
            return cls(np.zeros(0, np.uint64), np.zeros((0, 0), np.int8))
        with np.load(file, allow_pickle=False) as stored:
            return cls(stored["keys"], stored["rows"])

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Vectors) -> ExampleVectors:
        keys = np.array([_key(text) for text in texts], np.uint64)
        scaled = vectors / np.abs(vectors).max(axis=1, keepdims=True) * LEVELS
        order = np.argsort(keys)
        return cls(keys[order], np.round(scaled[order]).astype(np.int8))

    def save(self, file: Path = FILE) -> None:
        np.savez_compressed(file, keys=self._keys, rows=self._rows)

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, text: str) -> npt.NDArray[np.float32] | None:
        """The vector of `text`, of length 1 and shape (dimensions,); None where there is none."""
        key = _key(text)
        at = int(np.searchsorted(self._keys, key))
        if at == len(self._keys) or self._keys[at] != key:
            return None
        row = self._rows[at].astype(np.float32)
        unit: npt.NDArray[np.float32] = row / np.linalg.norm(row)
        return unit


def main() -> int:
    """Compile the vectors, or with `--check` compare: exit code 1 where they differ."""
    from assistant.bot.sentence_encoder import E5Encoder, sentence_vectors

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--afresh", action="store_true", help="embed known examples again, too")
    options = parser.parse_args()
    texts = sorted(set(_example_texts()), key=lambda text: (len(text), text))
    if options.afresh:
        FILE.unlink(missing_ok=True)
    if not options.check:
        ExampleVectors.of(texts, sentence_vectors(texts)).save()
        sys.stdout.write(f"{len(texts)} vectors are in {FILE.name}\n")
        return 0
    compiled = ExampleVectors.load()
    known = [text for text in texts if compiled.get(text) is not None]
    sample = known[:: max(1, len(known) // SAMPLE)]
    again = zip(sample, E5Encoder().encode(sample), strict=True)
    changed = [text for text, vector in again if _cosine(compiled.get(text), vector) < SAME]
    missing, outdated = len(texts) - len(known), len(compiled) - len(known)
    sys.stdout.write(f"{missing} missing, {outdated} outdated, {len(changed)} changed\n")
    return 1 if missing or outdated or changed else 0


def _example_texts() -> Iterator[str]:
    """What is embedded when a model is trained."""
    from assistant.bot.components.mention_finder import ERRAND_TEXT, MentionFinder
    from assistant.bot.components.name_finder import NameFinder
    from assistant.bot.importer import LanguageFolderImporter
    from assistant.languages import NLU_DATA

    data = LanguageFolderImporter(training_data_paths=str(NLU_DATA)).get_nlu_data()
    named = NameFinder().process_training_data(data)
    for message in MentionFinder().process_training_data(named).nlu_examples:
        yield message.get(ERRAND_TEXT)


def _cosine(a: npt.NDArray[np.float32] | None, b: npt.NDArray[np.float32]) -> float:
    return 0.0 if a is None else float(a @ b)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


if __name__ == "__main__":
    sys.exit(main())
