"""Reads the compiled places of the data folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from offices_db.models import Place
from offices_db.places.abroad import ForeignName
from offices_db.places.cues import Cues, Evidence
from offices_db.places.vocabulary import Vocabulary

# What an ordinary word needs to be a place: to stand in a short message, after a preposition (or
# with a capital letter), or both, unless it is all that is said or stands after "bor i".
_NEEDED = {
    "short": Evidence.WEAK,
    "preposition": Evidence.CAPITAL,
    "certain": Evidence.CERTAIN,
}
HUGE = 1_000_000  # inhabitants
DATA_DIR = Path(__file__).parent.parent / "data"


class OtherName(NamedTuple):
    """A name beside the official one; `place` is the index in the list of places."""

    written: str
    place: int


@dataclass(frozen=True)
class PostTown:
    """A post town; a postcode is only as precise as this."""

    name: str
    municipality: Place
    latitude: float
    longitude: float

    def place(self, code: str) -> Place:
        """The place that a postcode of five digits stands for."""
        return replace(
            self.municipality,
            name=f"{code[:3]} {code[3:]} {self.name}",
            kind="postcode",
            latitude=self.latitude,
            longitude=self.longitude,
            population=0,
        )


def read_places(path: Path) -> list[Place]:
    """Places of `places.csv`, in file order."""
    return [
        Place(
            name=row["name"],
            kind=row["kind"],  # type: ignore[arg-type]
            municipality=row["municipality"] or None,
            municipality_code=row["municipality_code"] or None,
            county=row["county"] or None,
            fa_region=row["fa_region"] or None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
        )
        for row in _rows(path)
    ]


def read_other_names(folder: Path, places: Iterable[Place]) -> list[OtherName]:
    """Alternate names and aliases, those of unknown places left out."""
    listed = list(places)
    by_key = {f"{p.kind}:{p.municipality_code or ''}:{p.name}": i for i, p in enumerate(listed)}
    by_municipality = {(str(p.kind), p.name, p.municipality or ""): i for i, p in enumerate(listed)}
    names = [
        OtherName(row["name"], by_key[row["place"]]) for row in _rows(folder / "place_names.csv")
    ]
    for row in _rows(folder / "aliases.csv"):
        place = by_municipality[row["kind"], row["name"], row["municipality"]]
        names.append(OtherName(row["alias"], place))
    return names


def read_postcodes(path: Path, places: Iterable[Place]) -> dict[str, PostTown]:
    """Five digits → post town."""
    municipalities = {p.municipality_code: p for p in places if p.kind == "municipality"}
    found: dict[str, PostTown] = {}
    for row in _rows(path):
        town = PostTown(
            row["post_town"],
            municipalities[row["municipality_code"]],
            float(row["latitude"]),
            float(row["longitude"]),
        )
        found.update(dict.fromkeys(row["postcodes"].split(), town))
    return found


def read_foreign(path: Path) -> Iterator[ForeignName]:
    """Names of places abroad."""
    for row in _rows(path):
        huge = int(row["population"]) >= HUGE
        yield ForeignName(row["key"], row["name"], row["display"], row["prominent"] == "1", huge)


def read_vocabulary(folder: Path, errand_words: Iterable[str]) -> Vocabulary:
    """Ordinary words, and which of them are places, too; `errand_words` name errands."""
    words = (folder / "common_words.txt").read_text(encoding="utf-8").split()
    names = {row["name"]: _NEEDED[row["needs"]] for row in _rows(folder / "ordinary_names.csv")}
    rare_words = (folder / "rare_words.txt").read_text(encoding="utf-8").split()
    name_words = (folder / "name_words.txt").read_text(encoding="utf-8").split()
    foreign_words = (folder / "foreign_words.txt").read_text(encoding="utf-8").split()
    return Vocabulary(words, rare_words, name_words, foreign_words, errand_words, names)


def read_cues(folder: Path) -> Cues:
    """Words around place names."""
    return Cues.load(folder / "place_cues.yml")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = next(lines)
        for line in lines:  # csv.DictReader takes three times as long
            yield dict(zip(columns, line, strict=True))
