"""Trains the Rasa model, and knows whether the one on disk still fits its sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

import rasa
from rasa.model_training import train

from assistant.languages import NLU_DATA
from assistant.settings import settings
from offices_db.package import DATA_DIR

BOT = Path(__file__).parent
MODULES = (  # what the components are made of
    "agencies",
    "clauses",
    "day_meanings",
    "days",
    "example_vectors",
    "importer",
    "language",
    "meaning",
    "mentions",
    "ngram_expert",
    "ordinals",
    "phrases",
    "sentence_encoder",
    "sentence_expert",
)
SOURCES = (
    (NLU_DATA, "**/*.yml"),
    (DATA_DIR, "names/**/*.yml"),
    (DATA_DIR, "place*.csv"),
    (BOT, "components/*.py"),
    *((BOT, f"{module}.py") for module in MODULES),
    (BOT, "example_vectors.npz"),
    (BOT, "config.yml"),
    (BOT, "conjunctions.yml"),
    (BOT, "domain.yml"),
)


class TrainingFailed(Exception):
    """Rasa refused the training data; its log says where."""

    code = "training_failed"


def current_model() -> Path:
    """Where the model for the present sources is or would be: its name carries their digest."""
    encoder = settings().embeddings_url and settings().embeddings_model
    digest = hashlib.sha256(f"{rasa.__version__} {encoder}".encode())
    for folder, pattern in SOURCES:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return settings().model_dir / f"lotsen-{digest.hexdigest()[:16]}.tar.gz"


def train_model() -> Path:
    """Train from the present sources and return the model's path. Raises `TrainingFailed`."""
    model = current_model()
    result = train(
        domain=str(BOT / "domain.yml"),
        config=str(BOT / "config.yml"),
        training_files=str(NLU_DATA),
        output=str(model.parent),
        fixed_model_name=model.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if result.code != 0 or result.model is None:
        raise TrainingFailed("the model was not trained; see the log above")
    return model


def remove_other_models(keep: Path) -> None:
    """Models of earlier sources would only fill the disk."""
    for path in keep.parent.glob("lotsen-*.tar.gz"):
        if path != keep:
            path.unlink()
