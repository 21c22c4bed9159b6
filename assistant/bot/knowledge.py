"""Prepares the register for this process: writes it where it is missing or old, and loads it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from sqlalchemy.engine import make_url

from actions.knowledge import use_register
from assistant.settings import settings
from offices_db.database import connect, read_package, stored_version, write_package
from offices_db.package import load_package
from offices_db.places import PlaceMatcher
from offices_db.register import Register


@lru_cache(maxsize=1)
def place_matcher() -> PlaceMatcher:
    """The gazetteer, loaded once a process."""
    return PlaceMatcher.load()


def prepare_database() -> bool:
    """Bring the database to the register of this release. Returns whether it was written.

    Raises `offices_db.errors.InvalidData` before anything is touched where the data is broken.
    """
    url = make_url(settings().database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = connect(settings().database_url)
    package = load_package()
    if stored_version(engine) == package.version:
        return False
    write_package(engine, package)
    return True


def load_register() -> Register:
    """Read the register from the database and make it the one that actions ask.

    Raises `offices_db.errors.DatabaseNotReady`.
    """
    fa_regions = {
        place.municipality_code: place.fa_region
        for place in place_matcher().places
        if place.kind == "municipality" and place.municipality_code and place.fa_region
    }
    register = Register(read_package(connect(settings().database_url)), fa_regions)
    use_register(register)
    return register
