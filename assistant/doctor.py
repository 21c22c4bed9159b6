"""Checks that everything Lotsen needs is in place, each with what to do where it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.bot.knowledge import place_matcher
from assistant.bot.sentence_encoder import sentence_vector
from assistant.bot.training import current_model
from assistant.settings import settings
from offices_db.database import connect, stored_version
from offices_db.package import load_package


@dataclass(frozen=True)
class Check:
    """`note`: what was found, or what to do."""

    name: str
    ok: bool
    note: str


def checks() -> Iterator[Check]:
    """All checks, one after the other; a failing one does not stop the next."""
    for name, check in (
        ("python", _python),
        ("settings", _settings),
        ("register data", _package),
        ("database", _database),
        ("gazetteer", _gazetteer),
        ("sentence embeddings", _embeddings),
        ("model", _model),
    ):
        yield _run(name, check)


def _run(name: str, check: Callable[[], tuple[bool, str]]) -> Check:
    try:
        return Check(name, *check())
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _python() -> tuple[bool, str]:
    return sys.version_info[:2] == (3, 10), sys.version.split()[0]


def _settings() -> tuple[bool, str]:
    return True, f"languages {', '.join(settings().languages)}"


def _package() -> tuple[bool, str]:
    package = load_package()
    return True, f"{len(package.offices)} offices, {len(package.errands)} errands"


def _database() -> tuple[bool, str]:
    stored = stored_version(connect())
    if stored == load_package().version:
        return True, f"register {stored}"
    return False, "no register of this release; it is written at the next start"


def _gazetteer() -> tuple[bool, str]:
    return bool(place_matcher().read("Rinkeby").matches), f"{len(place_matcher().places)} places"


def _embeddings() -> tuple[bool, str]:
    return True, f"{sentence_vector('hej').shape[1]} dimensions"


def _model() -> tuple[bool, str]:
    model = current_model()
    return model.is_file(), model.name if model.is_file() else "run: lotsen train"
