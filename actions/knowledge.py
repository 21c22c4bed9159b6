"""The register that actions ask, and the time in Sweden."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from offices_db.database import connect
from offices_db.register import Register

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@lru_cache(maxsize=1)
def register() -> Register:
    """The register of the database that the environment names, read once a process.

    Raises `offices_db.errors.DatabaseNotReady`.
    """
    return Register.open(connect())


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
