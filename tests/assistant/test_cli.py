"""The command line, as staff meet it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import structlog
from click.testing import Result
from typer.testing import CliRunner

from actions import knowledge
from assistant import cli
from assistant.bot import training
from assistant.settings import settings
from offices_db import package
from offices_db.package import DATA_DIR, load_package

WIDE = {"COLUMNS": "300", "NO_COLOR": "1"}


@pytest.fixture(autouse=True)
def own_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A register and a model folder of this test alone."""
    monkeypatch.setenv("LOTSEN_DATABASE_URL", f"sqlite:///{tmp_path / 'lotsen.sqlite'}")
    monkeypatch.setenv("LOTSEN_MODEL_DIR", str(tmp_path / "models"))
    settings.cache_clear()
    knowledge.register.cache_clear()
    logs = structlog.get_config()
    yield
    monkeypatch.undo()
    structlog.configure(**logs)  # the command has them written to this test's own stream
    settings.cache_clear()
    knowledge.register.cache_clear()


def lotsen(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, arguments, env=WIDE)


@pytest.fixture
def broken_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The register with one latitude that is none."""
    data = Path(shutil.copytree(DATA_DIR, tmp_path / "data"))
    table = data / "offices.csv"
    table.write_text(table.read_text("utf-8").replace("56.1706", "north", 1), "utf-8")
    monkeypatch.setattr(package, "load_package", partial(load_package, data))


def test_should_list_every_office_as_json() -> None:
    result = lotsen("offices", "list", "--json")
    offices = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(offices) == 141
    assert {"id", "name", "status", "confidence", "checked_on", "address"} <= offices[0].keys()


@pytest.mark.parametrize("county", ["Norrbottens län", "Norrbotten", "norrbottens"])
def test_should_list_the_offices_of_a_county(county: str) -> None:
    offices = json.loads(lotsen("offices", "list", "--county", county, "--json").stdout)
    assert {office["county"] for office in offices} == {"Norrbottens län"}
    assert "kiruna" in {office["id"] for office in offices}


def test_should_list_offices_as_a_table() -> None:
    result = lotsen("offices", "list", "--county", "Norrbottens län")
    assert result.exit_code == 0
    assert re.search(r"kiruna\s.*Norrbottens län", result.stdout)


def test_should_find_the_register_in_order() -> None:
    result = lotsen("offices", "check")
    assert result.exit_code == 0
    assert result.stdout.startswith("141 offices, ")


def _main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["lotsen", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_should_name_the_broken_cell_in_one_readable_line(
    broken_data: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, "offices", "check") == 1
    error = " ".join(capsys.readouterr().err.split())
    assert error.startswith("invalid_data: offices.csv: row 2, column lat: ")
    assert "Traceback" not in error


def test_should_say_when_a_county_does_not_exist(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, "offices", "list", "--county", "Atlantis") == 1
    error = capsys.readouterr().err
    assert "unknown_county" in error and "Atlantis" in error
    assert "Traceback" not in error


def test_should_say_which_setting_is_malformed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOTSEN_PORT", "http")
    assert _main(monkeypatch, "offices", "check") == 1
    error = capsys.readouterr().err
    assert "invalid_settings" in error and "port" in error


def test_should_show_what_each_language_has() -> None:
    result = lotsen("languages")
    rows = {cells[0]: cells for line in result.stdout.splitlines() if (cells := _cells(line))}
    assert result.exit_code == 0
    assert rows["sv"] == ["sv", "Svenska", "ltr", "yes", "yes", "–", "–"]
    assert rows["ar"] == ["ar", "العربية", "rtl", "yes", "yes", "–", "–"]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split("[│┃]", line.strip("│┃ ")) if cell.strip()]


def _doctor() -> tuple[int, dict[str, list[str]]]:
    result = lotsen("doctor")
    rows = [_cells(line) for line in result.stdout.splitlines()]
    return result.exit_code, {row[0]: row for row in rows if len(row) > 1 and row[0] != "check"}


def test_should_say_what_is_missing_on_a_new_machine() -> None:
    code, checks = _doctor()
    assert code == 1
    assert checks["model"] == ["model", "fails", "run: lotsen train"]
    assert checks["database"][1] == "fails"
    for name in ("python", "settings", "register data", "gazetteer", "sentence embeddings"):
        assert checks[name][1] == "ok"


def test_should_find_everything_in_place() -> None:
    cli.prepare_register()
    model = training.current_model()
    model.parent.mkdir(parents=True)
    model.touch()
    code, checks = _doctor()
    assert {check[1] for check in checks.values()} == {"ok"}
    assert code == 0


def test_should_go_on_checking_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("no disk")

    monkeypatch.setattr("assistant.doctor.place_matcher", fail)
    code, checks = _doctor()
    assert code == 1
    assert checks["gazetteer"] == ["gazetteer", "fails", "OSError: no disk"]
    assert "model" in checks
