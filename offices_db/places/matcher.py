"""Reads places out of what people write: bare names and whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from offices_db.models import Place, PlaceMatch, PlaceReading
from offices_db.places.abroad import ForeignName, ForeignNames
from offices_db.places.cues import Cues, Evidence, Sentence
from offices_db.places.fa_regions import find_fa_region
from offices_db.places.files import (
    DATA_DIR,
    OtherName,
    PostTown,
    read_cues,
    read_foreign,
    read_other_names,
    read_places,
    read_postcodes,
    read_vocabulary,
)
from offices_db.places.finder import MentionFinder
from offices_db.places.index import NameIndex, NameSource
from offices_db.places.lexicon import Lexicon
from offices_db.places.mentions import Mention
from offices_db.places.namesakes import choose, narrow, within
from offices_db.places.normalise import folded_key, name_key, tokenise
from offices_db.places.postcodes import find_postcodes
from offices_db.places.vocabulary import Vocabulary

MAX_CHARACTERS = 1000  # messages are shorter; the rest of a longer text is not read
WELL_KNOWN = 1000  # inhabitants
MOST_SUGGESTIONS = 3
MOST_ASKED = 5  # namesakes that a person is asked to choose from
_SHORT_FORMS = {"Sankt": "S:t", "Västra": "V", "Östra": "Ö", "Norra": "N", "Södra": "S"}


class PlaceMatcher:
    """Finds Swedish places, postcodes and foreign places in text. Immutable once built."""

    def __init__(
        self,
        places: Sequence[Place],
        other_names: Iterable[OtherName],
        foreign: Iterable[ForeignName],
        postcodes: Mapping[str, PostTown],
        vocabulary: Vocabulary,
        cues: Cues,
    ) -> None:
        self._places = places
        self._postcodes = postcodes
        self._cues = cues
        self._is_familiar = vocabulary.is_familiar
        self._fa_regions = {folded_key(p.name): p for p in places if p.kind == "fa_region"}
        well_known = {number for number, place in enumerate(places) if _well_known(place)}
        lexicon = Lexicon(
            NameIndex(_names(places, other_names), well_known),
            ForeignNames(foreign),
            vocabulary,
            cues.endings,
            cues.prefixes,
        )
        self._finder = MentionFinder(
            lexicon, lambda inner, outer: within(places[inner], places[outer])
        )

    @classmethod
    def load(cls, data_dir: Path | None = None, errand_words: Iterable[str] = ()) -> PlaceMatcher:
        """Build the matcher from the compiled files of a data folder.

        `errand_words`, in lower case, name errands and agencies: they are never places.
        """
        folder = data_dir or DATA_DIR
        places = read_places(folder / "places.csv")
        return cls(
            places,
            read_other_names(folder, places),
            read_foreign(folder / "foreign_places.csv"),
            read_postcodes(folder / "postcodes.csv", places),
            read_vocabulary(folder, errand_words),
            read_cues(folder),
        )

    @property
    def places(self) -> Sequence[Place]:
        """The whole gazetteer, postcodes left out."""
        return self._places

    def read(self, text: str) -> PlaceReading:
        """All that a text says about places; never raises, whatever the text."""
        text = text[:MAX_CHARACTERS]
        sentence = Sentence(text, tokenise(text), self._cues, self._is_familiar)
        groups = [
            [PlaceMatch(place, 1.0, "postcode", start, end, text[start:end])]
            for start, end, place in find_postcodes(text, self._postcodes, self._cues.money)
        ]
        region = find_fa_region(sentence, self._fa_regions)
        if region:
            start, end = sentence.offsets(region[0], region[1])
            groups.append([PlaceMatch(region[2], 1.0, "exact", start, end, text[start:end])])
        mentions = [
            mention
            for mention in self._finder.find(sentence)
            if not region or mention.end <= region[0] or mention.start >= region[1]
        ]
        certain, doubtful = _sort_out(mentions)
        groups += [self._matches(mention, sentence, text) for mention in certain]
        suggestions = [
            match
            for mention in doubtful
            for match in choose(self._matches(mention, sentence, text))
        ]
        home = next((m.start for m in certain if sentence.lives_in(m.start)), None)
        first = sentence.offsets(home, home + 1)[0] if home is not None else -1
        groups.sort(key=lambda group: (group[0].start != first, group[0].start))
        abroad = next((m.abroad for m in mentions if m.abroad and m.sure), None)
        return _reading(groups, suggestions, abroad)

    def _matches(self, mention: Mention, sentence: Sentence, text: str) -> list[PlaceMatch]:
        start, end = sentence.offsets(mention.start, mention.end)
        return [
            PlaceMatch(self._places[hit.target], hit.score, hit.reason, start, end, text[start:end])
            for hit in mention.hits
        ]


def _sort_out(mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Swedish mentions to act on, and those to ask about.

    A misspelling counts less beside a name written right, in Sweden or abroad.
    """
    swedish = [mention for mention in mentions if mention.hits]
    written = any(not mention.fuzzy for mention in swedish)
    written_abroad = any(mention.abroad and not mention.fuzzy for mention in mentions)
    certain = [
        mention
        for mention in swedish
        if not mention.fuzzy
        or (
            mention.sure
            and not written_abroad
            and (not written or mention.evidence >= Evidence.CAPITAL)
        )
    ]
    return certain, [mention for mention in swedish if mention not in certain]


def _reading(
    groups: list[list[PlaceMatch]], suggestions: Sequence[PlaceMatch], abroad: str | None
) -> PlaceReading:
    chosen = [choose(matches) for matches in narrow(groups)]
    matches: dict[Place, PlaceMatch] = {}
    for match in (match for group in chosen for match in group[:MOST_ASKED]):
        matches.setdefault(match.place, match)
    rest = {match.place: match for match in suggestions if match.place not in matches}
    return PlaceReading(
        matches=tuple(matches.values()),
        suggestions=tuple(rest.values())[:MOST_SUGGESTIONS],
        ambiguous=any(len(group) > 1 for group in chosen),
        foreign=abroad if not matches else None,
    )


def _names(places: Sequence[Place], other_names: Iterable[OtherName]) -> Iterator[NameSource]:
    """Official names, usual short forms and other names.

    A municipality stands for the locality of its name, too.
    """
    municipalities = {
        (place.municipality_code, name_key(place.name))
        for place in places
        if place.kind == "municipality"
    }
    for number, place in enumerate(places):
        if place.kind == "county":
            stem = place.name.removesuffix(" län").removesuffix("s")
            yield NameSource(place.name, number)
            yield NameSource(f"{stem} län", number)
            yield NameSource(f"{stem} county", number, primary=False)
        elif place.kind == "municipality" or (
            place.kind in ("locality", "district")
            and (place.municipality_code, name_key(place.name)) not in municipalities
        ):
            yield NameSource(place.name, number)
            first, _, rest = place.name.partition(" ")
            if rest and first in _SHORT_FORMS:
                yield NameSource(f"{_SHORT_FORMS[first]} {rest}", number, primary=False)
    for name in other_names:
        yield NameSource(name.written, name.place, primary=False)


def _well_known(place: Place) -> bool:
    return place.kind in ("municipality", "district") or place.population >= WELL_KNOWN
