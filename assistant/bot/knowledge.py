"""The gazetteer and the register of this process, prepared where they are missing or old."""

from __future__ import annotations

from functools import lru_cache

from offices_db.database import connect, stored_version, write_package
from offices_db.package import load_package
from offices_db.places import PlaceMatcher


@lru_cache(maxsize=1)
def place_matcher() -> PlaceMatcher:
    """The gazetteer, loaded once a process."""
    return PlaceMatcher.load()


def prepare_database() -> bool:
    """Bring the database to the register of this release. Returns whether it was written.

    Raises `offices_db.errors.InvalidData` before anything is touched where the data is broken.
    """
    engine = connect()
    package = load_package()
    if stored_version(engine) == package.version:
        return False
    write_package(engine, package)
    return True
