"""Reads and validates the data package: what the repository says about offices and errands."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from frictionless import Package
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from offices_db.errors import InvalidData
from offices_db.hours import InvalidHours, validate_hours
from offices_db.models import Agency, Booking, Errand, ErrandName, Office, OfficeHelp

DATA_DIR = Path(__file__).parent / "data"


@dataclass(frozen=True)
class AgencyName:
    """What an agency is called in one language."""

    agency: str
    language: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """Facts about all service offices together, as in `data/network.yml`."""

    page: str  # where addresses and live hours are published
    switchboard: str
    usual_hours: str
    facts: dict[str, dict[str, Any]]  # fact id -> {source, date, ...values}


@dataclass(frozen=True)
class DataPackage:
    """Everything in `offices_db/data`, validated. `version` is a digest of the content."""

    version: str
    offices: tuple[Office, ...]
    agencies: tuple[Agency, ...]
    errands: tuple[Errand, ...]
    errand_names: tuple[ErrandName, ...]
    agency_names: tuple[AgencyName, ...]
    bring_names: dict[str, dict[str, str]]  # language -> bring id -> noun phrase
    network: Network


class _ErrandRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    agencies: list[str] = Field(min_length=1)
    office: OfficeHelp
    booking: Booking = "none"
    bring: list[str] = []
    crisis: bool = False
    needs: Literal["id_card"] | None = None


class _ErrandNameRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    audience: str
    synonyms: list[str] = []


class _AgencyNameRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    synonyms: list[str] = []


class _NetworkFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    page: str
    switchboard: str
    usual_hours: str
    facts: dict[str, dict[str, Any]]


def load_package(data_dir: Path = DATA_DIR) -> DataPackage:
    """Read every file below `data_dir`, or raise `InvalidData` naming file, row and column."""
    problems = _table_problems(data_dir)
    if problems:
        raise InvalidData(problems)
    offices = tuple(_office(row) for row in _rows(data_dir / "offices.csv"))
    agencies = tuple(_agency(row) for row in _rows(data_dir / "agencies.csv"))
    errand_rows = [
        (path, row)
        for path in sorted((data_dir / "errands").glob("*.yml"))
        for row in _parse(data_dir, path, TypeAdapter(list[_ErrandRow]))
    ]
    errands = tuple(
        Errand(**{**row.model_dump(), "agencies": tuple(row.agencies), "bring": tuple(row.bring)})
        for _, row in errand_rows
    )
    files = {row.id: path.relative_to(data_dir).as_posix() for path, row in errand_rows}
    name_rows = [
        (language, path, errand, row)
        for language, path in _language_files(data_dir, "errands/*.yml")
        for errand, row in _parse(data_dir, path, TypeAdapter(dict[str, _ErrandNameRow])).items()
    ]
    errand_names = tuple(
        ErrandName(errand, language, row.name, row.audience, tuple(row.synonyms))
        for language, _, errand, row in name_rows
    )
    files |= {
        f"{language} {errand}": path.relative_to(data_dir).as_posix()
        for language, path, errand, _ in name_rows
    }
    agency_names = tuple(
        AgencyName(agency, language, row.name, tuple(row.synonyms))
        for language, path in _language_files(data_dir, "agencies.yml")
        for agency, row in _parse(data_dir, path, TypeAdapter(dict[str, _AgencyNameRow])).items()
    )
    bring_names = {
        language: _parse(data_dir, path, TypeAdapter(dict[str, str]))
        for language, path in _language_files(data_dir, "bring.yml")
    }
    network = _parse(data_dir, data_dir / "network.yml", TypeAdapter(_NetworkFile))
    package = DataPackage(
        version=_digest(data_dir),
        offices=offices,
        agencies=agencies,
        errands=errands,
        errand_names=errand_names,
        agency_names=agency_names,
        bring_names=bring_names,
        network=Network(**network.model_dump()),
    )
    problems = [*_hours_problems(offices), *_reference_problems(package, files)]
    if problems:
        raise InvalidData(problems)
    return package


def _rows(path: Path) -> list[dict[str, str | None]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]


def _office(row: dict[str, Any]) -> Office:
    values = {
        **row,
        "latitude": float(row["lat"]),
        "longitude": float(row["lon"]),
        "migrationsverket": _yes_no(row["migrationsverket"]),
        "id_card": _yes_no(row["id_card"]),
        "checked_on": row["as_of"],
    }
    return Office(**{field: values[field] for field in Office.__dataclass_fields__})


def _agency(row: dict[str, Any]) -> Agency:
    return Agency(**{**row, "partner": row["partner"] == "true", "url": row["url"] or ""})


def _yes_no(value: str | None) -> bool | None:
    return None if value is None else value == "yes"


def _language_files(data_dir: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    for folder in sorted(path for path in (data_dir / "names").iterdir() if path.is_dir()):
        for path in sorted(folder.glob(pattern)):
            yield folder.name, path


def _parse(data_dir: Path, path: Path, adapter: TypeAdapter[Any]) -> Any:
    name = path.relative_to(data_dir).as_posix()
    try:
        return adapter.validate_python(
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        )
    except yaml.YAMLError as error:
        raise InvalidData([f"{name}: {error}"]) from error
    except ValidationError as error:
        raise InvalidData(
            [f"{name}: {_location(item['loc'])}: {item['msg']}" for item in error.errors()]
        ) from error


def _location(location: tuple[int | str, ...]) -> str:
    return " / ".join(f"entry {p + 1}" if isinstance(p, int) else p for p in location)


def _table_problems(data_dir: Path) -> list[str]:
    package = Package(str(data_dir / "datapackage.json"))
    problems = []
    for resource in package.resources:
        for row, field, message in resource.validate().flatten(
            ["rowNumber", "fieldName", "message"]
        ):
            place = f"row {row}, column {field}" if field else f"row {row}" if row else "file"
            problems.append(f"{resource.path}: {place}: {message}")
    return problems


def _hours_problems(offices: tuple[Office, ...]) -> Iterator[str]:
    for number, office in enumerate(offices, start=2):
        if office.opening_hours is None:
            continue
        try:
            validate_hours(office.opening_hours)
        except InvalidHours as error:
            yield f"offices.csv: row {number}, column opening_hours: {error}"


def _reference_problems(package: DataPackage, files: dict[str, str]) -> Iterator[str]:
    """Ids that lead nowhere, and names given twice. `files`: where an errand is.

    Its key is the errand's id, or the language and the id for its names.
    """
    agencies = {agency.id for agency in package.agencies}
    errands = Counter(errand.id for errand in package.errands)
    yield from (f"{files[e]}: {e} is defined twice" for e, n in errands.items() if n > 1)
    for errand in package.errands:
        for agency in errand.agencies:
            if agency not in agencies:
                yield f"{files[errand.id]}: {errand.id}: no agency has the id {agency!r}"
        for language, names in package.bring_names.items():
            for item in errand.bring:
                if item not in names:
                    yield f"names/{language}/bring.yml: {item!r} is missing"
    owners: dict[tuple[str, str], str] = {}
    for name in package.errand_names:
        where = files[f"{name.language} {name.errand}"]
        if name.errand not in errands:
            yield f"{where}: no errand has the id {name.errand!r}"
        for phrase in {name.name, *name.synonyms}:
            owner = owners.setdefault((name.language, phrase.casefold()), name.errand)
            if owner != name.errand:
                yield f"{where}: {phrase!r} names both {owner} and {name.errand}"
    for language in package.bring_names:
        named = {name.errand for name in package.errand_names if name.language == language}
        yield from (f"names/{language}: {e} has no name" for e in sorted(errands.keys() - named))
        known = {name.agency for name in package.agency_names if name.language == language}
        yield from (
            f"names/{language}/agencies.yml: {a} is missing" for a in sorted(agencies - known)
        )
        yield from (
            f"names/{language}/agencies.yml: no agency has the id {a!r}"
            for a in sorted(known - agencies)
        )


def _digest(data_dir: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in data_dir.rglob("*") if p.suffix in (".csv", ".yml", ".json")):
        digest.update(str(path.relative_to(data_dir)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
