"""The register in a database: the same content from SQLite and PostgreSQL, or none at all."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError

from offices_db.database import METADATA, connect, read_package, stored_version, write_package
from offices_db.errors import DatabaseNotReady
from offices_db.package import DataPackage, load_package
from offices_db.register import Register

POSTGRES_URL = "LOTSEN_TEST_POSTGRES_URL"


@pytest.fixture(scope="module")
def package() -> DataPackage:
    return load_package()


@pytest.fixture(scope="module")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The database that the environment names, or one of our own for these tests only."""
    if url := os.environ.get(POSTGRES_URL):
        yield url
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        assert not os.environ.get("CI"), "PostgreSQL must be tested in CI"
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("postgres")
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root, and must reach its folder
        shutil.chown(folder, "postgres")
        for parent in list(folder.parents)[:2]:
            parent.chmod(0o711)
    port = _free_port()
    cluster = str(folder / "data")
    _as_postgres(
        programs[-1], "--pgdata", cluster, "--username", "lotsen", "--auth", "trust",
        "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
    )  # fmt: skip
    control = programs[-1].with_name("pg_ctl")
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    )
    _as_postgres(
        control, "--pgdata", cluster, "--log", str(folder / "log"), "--wait",
        "--options", options, "start",
    )  # fmt: skip
    try:
        yield f"postgresql://lotsen@127.0.0.1:{port}/postgres"
    finally:
        _as_postgres(control, "--pgdata", cluster, "--mode", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of either kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'new folder' / 'lotsen.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_url")
    engine = connect(url)
    METADATA.drop_all(engine)
    yield engine
    METADATA.drop_all(engine)
    engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_postgres(program: Path, *arguments: str) -> None:
    switch = ["runuser", "--user", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*switch, str(program), *arguments]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)


def test_should_read_back_the_same_register(engine: Engine, package: DataPackage) -> None:
    write_package(engine, package)
    read = read_package(engine)
    assert set(read.offices) == set(package.offices)
    assert set(read.agencies) == set(package.agencies)
    assert set(read.errands) == set(package.errands)
    assert set(read.errand_names) == set(package.errand_names)
    assert set(read.agency_names) == set(package.agency_names)
    assert read.bring_names == package.bring_names
    assert read.network == package.network
    assert read.version == package.version == stored_version(engine)


def test_should_keep_unknown_apart_from_no(engine: Engine, package: DataPackage) -> None:
    write_package(engine, package)
    register = Register.open(engine)
    for office in package.offices:
        stored = register.office(office.id)
        assert stored.migrationsverket is office.migrationsverket
        assert stored.id_card is office.id_card


def test_should_replace_an_older_register_as_a_whole(engine: Engine, package: DataPackage) -> None:
    write_package(engine, package)
    smaller = replace(package, version="newer", offices=package.offices[:3])
    write_package(engine, smaller)
    read = read_package(engine)
    assert set(read.offices) == set(package.offices[:3])
    assert read.version == "newer"


def test_should_keep_the_old_register_when_writing_a_new_one_fails(
    engine: Engine, package: DataPackage
) -> None:
    write_package(engine, package)
    twice = (*package.errands, package.errands[0])
    with pytest.raises(DatabaseError):
        write_package(engine, replace(package, version="broken", errands=twice))
    read = read_package(engine)
    assert read.version == package.version
    assert set(read.offices) == set(package.offices)
    assert set(read.errand_names) == set(package.errand_names)


def test_should_leave_nothing_behind_when_the_first_write_fails(
    engine: Engine, package: DataPackage
) -> None:
    twice = (*package.offices, package.offices[0])
    with pytest.raises(DatabaseError):
        write_package(engine, replace(package, offices=twice))
    assert stored_version(engine) is None
    with pytest.raises(DatabaseNotReady):
        read_package(engine)


def test_should_say_when_there_is_no_register(engine: Engine) -> None:
    assert stored_version(engine) is None
    with pytest.raises(DatabaseNotReady) as missing:
        Register.open(engine)
    assert missing.value.code == "database_not_ready"


def test_should_say_when_the_register_is_empty(engine: Engine) -> None:
    METADATA.create_all(engine)
    with pytest.raises(DatabaseNotReady):
        read_package(engine)


def test_should_say_when_tables_of_another_release_are_there(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE release (number INTEGER)"))
    try:
        with pytest.raises(DatabaseNotReady):
            read_package(engine)
    finally:
        with engine.begin() as connection:
            connection.execute(sa.text("DROP TABLE release"))


def test_should_say_when_no_database_server_answers() -> None:
    engine = connect(f"postgresql://lotsen@127.0.0.1:{_free_port()}/postgres")
    with pytest.raises(DatabaseNotReady):
        read_package(engine)


def test_should_use_the_database_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "elsewhere" / "register.sqlite"
    monkeypatch.setenv("LOTSEN_DATABASE_URL", f"sqlite:///{file}")
    assert connect().url.database == str(file)
