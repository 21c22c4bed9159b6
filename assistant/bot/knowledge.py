"""The gazetteer and the register of this process, prepared where they are missing or old."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from offices_db.database import connect, stored_version, write_package
from offices_db.package import load_package
from offices_db.places import PlaceMatcher
from offices_db.places.normalise import name_key


@lru_cache(maxsize=1)
def place_matcher() -> PlaceMatcher:
    """The gazetteer, loaded once a process; it knows what errands and agencies are called."""
    package = load_package()
    phrases = chain.from_iterable(
        (
            *((name.name, *name.synonyms) for name in package.errand_names),
            *((name.name, *name.synonyms) for name in package.agency_names),
        )
    )
    return PlaceMatcher.load(errand_words={name_key(p) for p in phrases if len(p.split()) == 1})


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
