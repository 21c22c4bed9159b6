"""The register in SQLite or PostgreSQL: written as a whole, read as a whole.

The same statements run on both; the URL decides (`LOTSEN_DATABASE_URL`).
"""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row, make_url
from sqlalchemy.exc import DatabaseError

from offices_db.errors import DatabaseNotReady
from offices_db.models import Agency, Errand, ErrandName, Office
from offices_db.package import AgencyName, DataPackage, Network

URL_VARIABLE = "LOTSEN_DATABASE_URL"
DEFAULT_URL = "sqlite:///.cache/lotsen.sqlite"

METADATA = sa.MetaData()

RELEASE = sa.Table(
    "release",
    METADATA,
    sa.Column("version", sa.String, primary_key=True),
    sa.Column("network", sa.JSON, nullable=False),
    sa.Column("bring_names", sa.JSON, nullable=False),
)
OFFICE = sa.Table(
    "office",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("locality", sa.String, nullable=False),
    sa.Column("municipality", sa.String, nullable=False),
    sa.Column("municipality_code", sa.String(4), nullable=False, index=True),
    sa.Column("county", sa.String, nullable=False, index=True),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("opened", sa.String),
    sa.Column("closed", sa.String),
    sa.Column("street_address", sa.String),
    sa.Column("latitude", sa.Float, nullable=False),
    sa.Column("longitude", sa.Float, nullable=False),
    sa.Column("position_precision", sa.String, nullable=False),
    sa.Column("opening_hours", sa.String),
    sa.Column("closed_weekday", sa.String),
    sa.Column("migrationsverket", sa.Boolean),
    sa.Column("id_card", sa.Boolean),
    sa.Column("confidence", sa.String, nullable=False),
    sa.Column("checked_on", sa.String),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("note", sa.String),
)
AGENCY = sa.Table(
    "agency",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("partner", sa.Boolean, nullable=False),
    sa.Column("phone", sa.String),
    sa.Column("phone_source", sa.String),
    sa.Column("url", sa.String, nullable=False),
)
ERRAND = sa.Table(
    "errand",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("agencies", sa.JSON, nullable=False),
    sa.Column("office", sa.String, nullable=False),
    sa.Column("booking", sa.String, nullable=False),
    sa.Column("bring", sa.JSON, nullable=False),
    sa.Column("crisis", sa.Boolean, nullable=False),
    sa.Column("needs", sa.String),
)
ERRAND_NAME = sa.Table(
    "errand_name",
    METADATA,
    sa.Column("errand", sa.ForeignKey("errand.id"), primary_key=True),
    sa.Column("language", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("audience", sa.String, nullable=False),
    sa.Column("synonyms", sa.JSON, nullable=False),
)
AGENCY_NAME = sa.Table(
    "agency_name",
    METADATA,
    sa.Column("agency", sa.ForeignKey("agency.id"), primary_key=True),
    sa.Column("language", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("synonyms", sa.JSON, nullable=False),
)


def connect(url: str | None = None) -> Engine:
    """An engine for a SQLite or PostgreSQL URL, the environment's by default.

    Nothing is opened yet; the folder of a SQLite file is made.
    """
    parsed = make_url(url or os.environ.get(URL_VARIABLE, DEFAULT_URL))
    if parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:"):
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return sa.create_engine(parsed, future=True)


def write_package(engine: Engine, package: DataPackage) -> None:
    """Replace all content by `package` in one transaction: everything or nothing."""
    with engine.begin() as connection:
        METADATA.create_all(connection)
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        for table, rows in (
            (OFFICE, package.offices),
            (AGENCY, package.agencies),
            (ERRAND, package.errands),
            (ERRAND_NAME, package.errand_names),
            (AGENCY_NAME, package.agency_names),
        ):
            connection.execute(table.insert(), [asdict(row) for row in rows])
        connection.execute(
            RELEASE.insert(),
            {
                "version": package.version,
                "network": asdict(package.network),
                "bring_names": package.bring_names,
            },
        )


def read_package(engine: Engine) -> DataPackage:
    """What `write_package` wrote. Raises `DatabaseNotReady` where there is no register."""
    try:
        with engine.connect() as connection:
            release = connection.execute(sa.select(RELEASE)).first()
            if release is None:
                raise DatabaseNotReady("the database holds no register")
            return DataPackage(
                version=release.version,
                network=Network(**release.network),
                bring_names=release.bring_names,
                offices=tuple(Office(**row) for row in _rows(connection, OFFICE)),
                agencies=tuple(Agency(**row) for row in _rows(connection, AGENCY)),
                errands=tuple(Errand(**row) for row in _rows(connection, ERRAND)),
                errand_names=tuple(ErrandName(**row) for row in _rows(connection, ERRAND_NAME)),
                agency_names=tuple(AgencyName(**row) for row in _rows(connection, AGENCY_NAME)),
            )
    except DatabaseError as error:
        raise DatabaseNotReady(str(error.orig)) from error


def stored_version(engine: Engine) -> str | None:
    """The version of the register in the database, or None where there is none."""
    try:
        with engine.connect() as connection:
            version: str | None = connection.execute(sa.select(RELEASE.c.version)).scalar()
            return version
    except DatabaseError:
        return None


def _rows(connection: Connection, table: sa.Table) -> list[dict[str, Any]]:
    return [
        _record(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))
    ]


def _record(row: Row) -> dict[str, Any]:
    """JSON gives lists; the records hold tuples."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row._mapping.items()}
