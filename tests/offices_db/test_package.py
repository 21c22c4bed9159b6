"""The data package: what the register must hold, and what it refuses."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from offices_db.errors import InvalidData
from offices_db.package import DATA_DIR, DataPackage, load_package

PARTNERS = {
    "arbetsformedlingen",
    "forsakringskassan",
    "migrationsverket",
    "pensionsmyndigheten",
    "skatteverket",
}
LANGUAGES = ("sv", "en")


@pytest.fixture(scope="module")
def package() -> DataPackage:
    return load_package()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder, to be broken."""
    return Path(shutil.copytree(DATA_DIR, tmp_path / "data"))


def change_cell(table: Path, row: int, column: str, value: str) -> None:
    """Write `value` into one cell; rows are numbered as in a spreadsheet, the header is 1."""
    with table.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    lines[row - 1][lines[0].index(column)] = value
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


def replace_once(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems_of(data: Path) -> list[str]:
    with pytest.raises(InvalidData) as refused:
        load_package(data)
    assert refused.value.code == "invalid_data"
    return refused.value.problems


def test_should_hold_every_office_of_the_register(package: DataPackage) -> None:
    assert len(package.offices) == 141
    assert len({office.id for office in package.offices}) == 141


def test_should_know_the_five_partners_and_some_25_other_agencies(package: DataPackage) -> None:
    assert {agency.id for agency in package.agencies if agency.partner} == PARTNERS
    assert sum(not agency.partner for agency in package.agencies) >= 25


def test_should_know_at_least_220_errands(package: DataPackage) -> None:
    assert len(package.errands) >= 220


@pytest.mark.parametrize("language", LANGUAGES)
def test_should_name_every_errand_agency_and_thing_to_bring(
    package: DataPackage, language: str
) -> None:
    errands = {n.errand for n in package.errand_names if n.language == language}
    agencies = {n.agency for n in package.agency_names if n.language == language}
    assert errands == {errand.id for errand in package.errands}
    assert agencies == {agency.id for agency in package.agencies}
    needed = {item for errand in package.errands for item in errand.bring}
    assert needed <= package.bring_names[language].keys()


def test_should_say_who_each_errand_is_for(package: DataPackage) -> None:
    assert all(name.name.strip() and name.audience.strip() for name in package.errand_names)


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ("barnpengar", "forsakringskassan"),
        ("fyrsiffrigt nummer", "skatteverket"),
        ("the tax number", "skatteverket"),
    ],
)
def test_should_know_what_people_call_things(package: DataPackage, said: str, agency: str) -> None:
    agencies = {errand.id: errand.agencies for errand in package.errands}
    owners = [
        agencies[name.errand][0]
        for name in package.errand_names
        if said in {phrase.casefold() for phrase in (name.name, *name.synonyms)}
    ]
    assert owners == [agency] * len(owners) and owners


def test_should_answer_a_crisis_with_emergency_help_first(package: DataPackage) -> None:
    crises = [errand for errand in package.errands if errand.crisis]
    first = {errand.agencies[0] for errand in crises}
    assert first == {"sos-alarm", "kvinnofridslinjen", "polisen"}


def test_should_say_where_every_office_row_is_from(package: DataPackage) -> None:
    assert all(office.source for office in package.offices)


def test_should_not_invent_street_addresses(package: DataPackage) -> None:
    """The sources name an address for few offices; each row that has one cites a source."""
    addressed = [office for office in package.offices if office.street_address]
    assert len(addressed) < len(package.offices) / 2
    assert all("general knowledge" not in office.source for office in addressed)


def test_should_name_file_row_and_column_of_every_broken_cell(data: Path) -> None:
    broken = [
        (3, "lat", "north"),
        (5, "lat", "95.0"),
        (6, "lat", ""),
        (7, "lon", "-120"),
        (9, "status", "maybe"),
        (12, "closed_weekday", "Someday"),
        (13, "id_card", "perhaps"),
        (14, "confidence", "certain"),
        (15, "as_of", "last week"),
        (16, "municipality_code", "12"),
        (17, "name", ""),
    ]
    for row, column, value in broken:
        change_cell(data / "offices.csv", row, column, value)
    change_cell(data / "agencies.csv", 2, "partner", "sometimes")
    problems = problems_of(data)
    assert len(problems) == len(broken) + 1
    for row, column, _ in broken:
        place = f"offices.csv: row {row}, column {column}: "
        assert any(problem.startswith(place) for problem in problems), place
    assert any(problem.startswith("agencies.csv: row 2, column partner") for problem in problems)


def test_should_name_the_row_of_impossible_opening_hours(data: Path) -> None:
    change_cell(data / "offices.csv", 11, "opening_hours", "Mo-Fr ten to four")
    change_cell(data / "offices.csv", 12, "opening_hours", "Mo-Fr 16:00-10:00")
    problems = problems_of(data)
    assert [p.split(": ")[:2] for p in problems] == [
        ["offices.csv", f"row {row}, column opening_hours"] for row in (11, 12)
    ]


def test_should_name_the_row_of_an_office_id_used_twice(data: Path) -> None:
    change_cell(data / "offices.csv", 4, "id", "karlshamn")  # as in row 2
    problems = problems_of(data)
    assert any(p.startswith("offices.csv: row 4") and "id" in p for p in problems)


def test_should_refuse_a_table_without_one_of_its_columns(data: Path) -> None:
    lines = (data / "offices.csv").read_text("utf-8")
    (data / "offices.csv").write_text(lines.replace(",confidence,", ",trust,", 1), "utf-8")
    assert any("confidence" in problem for problem in problems_of(data))


SKATTEVERKET = Path("errands") / "skatteverket.yml"


@pytest.fixture(scope="module")
def broken_references(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The problems of data in which several files do not fit each other."""
    data = Path(shutil.copytree(DATA_DIR, tmp_path_factory.mktemp("broken") / "data"))
    replace_once(data / SKATTEVERKET, "agencies: [skatteverket]", "agencies: [trollverket]")
    replace_once(data / SKATTEVERKET, "bring: [passport", "bring: [crystal_ball")
    names = data / "names" / "sv" / "errands" / "forsakringskassan.yml"
    replace_once(names, "synonyms: [", "synonyms: [personnummer, ")
    (data / "names" / "en" / "errands" / "polisen.yml").write_text("{}\n", "utf-8")
    return problems_of(data)


@pytest.mark.parametrize(
    "named",
    [
        ["flytta-till-sverige", "trollverket"],
        ["names/sv", "crystal_ball"],
        ["names/sv", "personnummer"],
        ["names/en", "has no name"],
    ],
)
def test_should_name_what_does_not_fit(broken_references: list[str], named: list[str]) -> None:
    assert any(all(word in problem for word in named) for problem in broken_references)


def test_should_name_the_files_that_do_not_fit(broken_references: list[str]) -> None:
    unknown_agency = next(p for p in broken_references if "trollverket" in p)
    assert "errands/skatteverket.yml" in unknown_agency
    used_twice = next(p for p in broken_references if "'personnummer'" in p)
    assert "names/sv/errands/" in used_twice


def test_should_name_file_and_entry_of_a_malformed_errand(data: Path) -> None:
    replace_once(data / SKATTEVERKET, "office: helps", "office: hopes")
    replace_once(data / SKATTEVERKET, "booking:", "bokning:")
    problems = problems_of(data)
    assert any(p.startswith("errands/skatteverket.yml: entry 1 / office") for p in problems)
    assert any(p.startswith("errands/skatteverket.yml: entry 1 / bokning") for p in problems)


@pytest.mark.parametrize(
    ("fact", "mistake"),
    [("agencies: [skatteverket]", "agencies: []"), ("needs: id_card", "needs: idcard")],
)
def test_should_refuse_an_errand_that_nobody_can_answer_for(
    data: Path, fact: str, mistake: str
) -> None:
    replace_once(data / SKATTEVERKET, fact, mistake)
    assert any("skatteverket.yml" in problem for problem in problems_of(data))


def test_should_refuse_a_name_for_an_agency_that_does_not_exist(data: Path) -> None:
    with (data / "names" / "sv" / "agencies.yml").open("a", encoding="utf-8") as file:
        file.write("\ntrollverket:\n  name: Trollverket\n")
    assert any("trollverket" in problem for problem in problems_of(data))


def test_should_change_its_version_with_any_fact(data: Path, package: DataPackage) -> None:
    change_cell(data / "offices.csv", 2, "note", "asked by phone")
    assert load_package(data).version != package.version
