"""Errors of the register, each with a stable code."""

from __future__ import annotations


class OfficesError(Exception):
    """Base of all errors raised here; `code` never changes once published."""

    code = "offices_error"


class InvalidData(OfficesError):
    """A data file breaks its schema. `problems` name file, row and column, one a line."""

    code = "invalid_data"

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class OfficeNotFound(OfficesError):
    """No office has this id."""

    code = "office_not_found"

    def __init__(self, office_id: str) -> None:
        super().__init__(f"no office has the id {office_id!r}")
        self.office_id = office_id


class DatabaseNotReady(OfficesError):
    """The database holds no register, or one of another version."""

    code = "database_not_ready"
