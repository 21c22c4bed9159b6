"""The register that actions ask. Set once at start; see `assistant/bot/knowledge.py`."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from offices_db.register import Register

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_register: Register | None = None


def use_register(register: Register) -> None:
    """Make `register` the one that all actions of this process ask."""
    global _register
    _register = register


def register() -> Register:
    """The register in use. Raises `RuntimeError` before `use_register`."""
    if _register is None:
        raise RuntimeError("no register: call use_register first")
    return _register


def now() -> datetime:
    """The time in Sweden."""
    return datetime.now(STOCKHOLM)
