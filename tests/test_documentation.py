"""The documents are true: commands exist, settings and columns are described, links resolve."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic_core import PydanticUndefined
from typer.main import get_command

from assistant.cli import app
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DATA = ROOT / "offices_db" / "data"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
PROMISED_DECISIONS = {
    "one-process",
    "linear-classifiers-with-embeddings",
    "catalogues",
    "honesty-of-data",
}

_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_LOTSEN = re.compile(r"\b(?:uv run )lotsen ([a-z]+)(?: ([a-z]+))?")
_JUST = re.compile(r"\buv run just ([a-z]+)")
_RECIPE = re.compile(r"^([a-z]+)\b.*:$", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands() -> dict[str, Any]:
    """Every `lotsen` command, with its own commands below it."""
    return get_command(app).commands  # type: ignore[attr-defined,no-any-return]


def headings(page: Path) -> set[str]:
    """The anchors of a page, as code hosts make them."""
    lines = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def table(page: Path, heading: str) -> Iterator[list[str]]:
    """The cells of the table rows below a heading, without backquotes."""
    section = re.split(rf"^#+ {re.escape(heading)}.*$", text_of(page), flags=re.MULTILINE)[1]
    for line in re.split(r"^#", section, flags=re.MULTILINE)[0].splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def test_should_start_and_test_with_the_two_commands_of_the_readme() -> None:
    readme = text_of(ROOT / "README.md")
    assert "pip install uv && uv run lotsen serve" in readme
    assert "uv run pytest" in readme
    assert "run pytest" in text_of(ROOT / ".ci" / "run").splitlines()[-1]


@pytest.mark.parametrize("page", [*PAGES, ROOT / "justfile", ROOT / ".ci" / "run"], ids=name_of)
def test_should_name_only_lotsen_commands_that_exist(page: Path) -> None:
    known = commands()
    for name, below in _LOTSEN.findall(text_of(page).replace('"${uv[@]}"', "uv")):
        assert name in known, f"lotsen {name}"
        if below and hasattr(known[name], "commands"):
            assert below in known[name].commands, f"lotsen {name} {below}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_should_name_only_tasks_that_the_justfile_has(page: Path) -> None:
    recipes = set(_RECIPE.findall(text_of(ROOT / "justfile")))
    assert set(_JUST.findall(text_of(page))) <= recipes


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_should_link_only_to_what_exists(page: Path) -> None:
    for link in _LINK.findall(text_of(page)):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in headings(target), link


def test_should_list_every_page_in_the_index() -> None:
    linked = {
        (DOCS / link.partition("#")[0]).resolve()
        for link in _LINK.findall(text_of(DOCS / "README.md"))
    }
    missing = {name_of(page) for page in DOCS.rglob("*.md") if page.resolve() not in linked}
    assert missing == {"docs/README.md"}


def test_should_describe_every_setting_with_its_default() -> None:
    described = {
        cells[0].strip("`"): cells[1].strip("`")
        for cells in table(DOCS / "operations.md", "Settings")
        if cells[0].startswith("`LOTSEN_")
    }
    expected = {
        f"LOTSEN_{name.upper()}": as_written(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert described == expected


def as_written(default: object) -> str:
    """A default as one writes it into an environment variable."""
    if default is PydanticUndefined:
        return "all"
    if default is None:
        return "none"
    return ",".join(default) if isinstance(default, tuple) else str(default)


@pytest.mark.parametrize("file", sorted(DATA.glob("*.csv")), ids=lambda file: file.name)
def test_should_describe_every_column(file: Path) -> None:
    described = {
        column
        for cells in table(DOCS / "data.md", f"`{file.name}`")
        for column in re.findall(r"`(\w+)`", cells[0])
    }
    with file.open(encoding="utf-8", newline="") as rows:
        assert described == set(next(csv.reader(rows)))


def test_should_describe_every_data_file() -> None:
    guide = text_of(DOCS / "data.md")
    files = [path for path in DATA.iterdir() if path.is_file() and path.suffix != ".json"]
    assert [file.name for file in files if f"{file.name}" not in guide] == []


def test_should_explain_the_decisions_that_were_promised() -> None:
    assert {page.stem[5:] for page in DECISIONS} >= PROMISED_DECISIONS
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=name_of)
def test_should_give_context_decision_and_consequences_on_one_page(page: Path) -> None:
    assert re.findall(r"^## (.+)$", text_of(page), re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
    ]
    assert len(text_of(page).splitlines()) <= 60


def test_should_name_one_licence_and_one_version_everywhere() -> None:
    project = metadata("lotsen")
    public = yaml.safe_load(text_of(ROOT / "publiccode.yml"))
    assert project["License-Expression"] == public["legal"]["license"] == "EUPL-1.2"
    assert text_of(ROOT / "LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert project["Version"] == public["softwareVersion"]
    assert f"## [{project['Version']}]" in text_of(ROOT / "CHANGELOG.md")


def test_should_describe_the_project_within_the_limits_of_publiccode() -> None:
    public = yaml.safe_load(text_of(ROOT / "publiccode.yml"))
    for description in public["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000


def test_should_be_able_to_run_the_checks() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
