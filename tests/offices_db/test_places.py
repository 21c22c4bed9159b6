"""What visitors write about places, and what they must get for it."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offices_db.models import PlaceReading
from offices_db.package import DATA_DIR, load_package
from offices_db.places import PlaceMatcher
from offices_db.places.files import read_foreign, read_places
from offices_db.places.normalise import fold, tokenise


@pytest.fixture(scope="module")
def matcher() -> PlaceMatcher:
    return PlaceMatcher.load()


def named(reading: PlaceReading) -> list[str]:
    return [match.place.name for match in reading.matches]


def municipalities(reading: PlaceReading) -> list[str | None]:
    return [match.place.municipality for match in reading.matches]


# --- one place, written in many ways ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rinkeby", "Rinkeby"),
        ("rinkebby", "Rinkeby"),
        ("RINKEBY!!", "Rinkeby"),
        ("vaxjo", "Växjö"),
        ("Vaexjoe", "Växjö"),
        ("norr köping", "Norrköping"),
        ("upplandsväsby", "Upplands Väsby"),
        ("upplands vesby", "Upplands Väsby"),
        ("sthlm", "Stockholm"),
        ("gbg", "Göteborg"),
        ("Gothenburg", "Göteborg"),
        ("Haaparanta", "Haparanda"),
        ("Malmö's", "Malmö"),
        ("växjös", "Växjö"),
        ("skeleftå", "Skellefteå"),
        ("örnsjöldsvik", "Örnsköldsvik"),
        ("S:t Olof", "Sankt Olof"),
        ("V Frölunda", "Västra Frölunda"),
        ("jag bor i Va\u0308xjo\u0308", "Växjö"),
        ("Mal\u200bmö", "Malmö"),
        ("\u202emalmö\u202c", "Malmö"),
        ("malmö\x00\x07", "Malmö"),
        ("\uff2d\uff21\uff2c\uff2d\uff2f", "Malmö"),  # full-width letters
    ],
)
def test_should_find_a_place_however_it_is_spelt(
    matcher: PlaceMatcher, text: str, name: str
) -> None:
    reading = matcher.read(text)
    assert named(reading) == [name]
    assert not reading.ambiguous


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("مالمو", "Malmö"),
        ("أسكن في ستوكهولم", "Stockholm"),
        ("یوتبری", "Göteborg"),
        ("Мальмё", "Malmö"),
        ("я живу в Стокгольме", "Stockholm"),
        ("Ринкебю", "Rinkeby"),
        ("Göteborgissa", "Göteborg"),
        ("asun Tukholmassa", "Stockholm"),
        ("Mieszkam w Sztokholmie", "Stockholm"),
        ("Göteborg'da yaşıyorum", "Göteborg"),
        ("ストックホルム", "Stockholm"),
        ("عندي موعد بمالمو بكرا", "Malmö"),
        ("نقلت لأوبسالا قبل شهر", "Uppsala"),
    ],
)
def test_should_find_a_place_in_the_visitors_own_script(
    matcher: PlaceMatcher, text: str, name: str
) -> None:
    assert name in named(matcher.read(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jag bor i rinkebby, var kan jag få hjälp med föräldrapenning?", "Rinkeby"),
        ("rinkebby föräldrapenning", "Rinkeby"),
        ("passkontor vaxjo", "Växjö"),
        ("öppet i filipstad?", "Filipstad"),
        ("finns det kontor i norra Sundsvall", "Sundsvall"),
        ("hej vart ligger kontoret i trolhättan", "Trollhättan"),
        ("I live in Uppsala and I lost my wallet", "Uppsala"),
        ("vilka kontor finns i samma FA-region som Storuman?", "Storuman"),
        ("Lunds kommun", "Lund"),
    ],
)
def test_should_find_the_place_in_a_whole_sentence(
    matcher: PlaceMatcher, text: str, name: str
) -> None:
    assert named(matcher.read(text)) == [name]


def test_should_say_where_in_the_text_the_place_stands(matcher: PlaceMatcher) -> None:
    text = "hej, jag bor i Upplands-Väsby nu"
    (match,) = matcher.read(text).matches
    assert (match.text, text[match.start : match.end]) == ("Upplands-Väsby", "Upplands-Väsby")


def test_should_keep_offsets_of_the_text_as_given_when_it_holds_invisible_characters(
    matcher: PlaceMatcher,
) -> None:
    text = "bor i \u200fMal\u200bmö\u200f idag"
    (match,) = matcher.read(text).matches
    assert text[match.start : match.end] == "Mal\u200bmö"


def test_should_score_and_explain_each_match(matcher: PlaceMatcher) -> None:
    readings = {
        text: matcher.read(text).matches[0] for text in ("Växjö", "vaxjo", "växjös", "vxäjö")
    }
    assert [match.reason for match in readings.values()] == [
        "exact",
        "folded",
        "inflected",
        "fuzzy",
    ]
    scores = [match.score for match in readings.values()]
    assert scores == sorted(scores, reverse=True) and scores[0] == 1.0 and scores[-1] > 0.5


# --- postcodes ---


@pytest.mark.parametrize("text", ["17276", "172 76", "jag bor på 172 76", "SE-172 76 Sundbyberg"])
def test_should_find_the_post_town_of_a_postcode(matcher: PlaceMatcher, text: str) -> None:
    (match,) = matcher.read(text).matches
    assert (match.reason, match.place.kind) == ("postcode", "postcode")
    assert (match.place.name, match.place.municipality) == ("172 76 Sundbyberg", "Sundbyberg")


@pytest.mark.parametrize(
    "text",
    [
        "19850101-1234",
        "850101-1234",
        "ring 08-123 45 67",
        "0771 172 76 00",
        "jag fick 17276 kr",
        "17276:-",
        "99999",
        "1727",
        "172761",
        "172 760",
    ],
)
def test_should_not_take_other_numbers_for_postcodes(matcher: PlaceMatcher, text: str) -> None:
    assert matcher.read(text).matches == ()


# --- several places of one name ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alby", {"Botkyrka", "Ånge"}),
        ("Andersberg", {"Gävle", "Halmstad"}),
        ("öppet i Andersberg", {"Gävle", "Halmstad"}),
    ],
)
def test_should_ask_which_of_several_places_of_one_name(
    matcher: PlaceMatcher, text: str, expected: set[str]
) -> None:
    reading = matcher.read(text)
    assert reading.ambiguous
    assert set(municipalities(reading)) == expected


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Alby i Botkyrka", "Botkyrka"),
        ("Alby, Ånge", "Ånge"),
        ("Andersberg, Gävle", "Gävle"),
        ("i Andersberg i Hallands län", "Halmstad"),
        ("Lund i Skåne", "Lund"),
        ("jag bor i Gävle, på Andersberg", "Gävle"),
    ],
)
def test_should_not_ask_when_the_municipality_or_county_is_named_too(
    matcher: PlaceMatcher, text: str, municipality: str
) -> None:
    reading = matcher.read(text)
    assert municipalities(reading) == [municipality]
    assert not reading.ambiguous


@pytest.mark.parametrize("name", ["Växjö", "Mora", "Stockholm", "Umeå", "Gotland"])
def test_should_take_a_municipality_for_its_name_although_villages_share_it(
    matcher: PlaceMatcher, name: str
) -> None:
    (match,) = matcher.read(name).matches
    assert (match.place.name, match.place.kind) == (name, "municipality")


def test_should_ask_when_a_misspelling_is_equally_near_to_two_names(matcher: PlaceMatcher) -> None:
    reading = matcher.read("bomma")
    assert reading.ambiguous
    assert {"Bromma", "Lomma"} <= set(named(reading))


# --- several places in one message ---


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("från Lund till Malmö", ["Lund", "Malmö"]),
        ("inte Lund, Lunde", ["Lund", "Lunde"]),
        ("jag bor i Lund och jobbar i Malmö", ["Lund", "Malmö"]),
        ("jag jobbar i Malmö men bor i Lund", ["Lund", "Malmö"]),
        ("Kista eller Rinkeby", ["Kista", "Rinkeby"]),
        ("Rinkeby i Stockholm", ["Rinkeby"]),
        ("Stockholm, Rinkeby", ["Rinkeby"]),
        ("Solna, Stockholm", ["Solna"]),
        ("Visby på Gotland", ["Visby"]),
    ],
)
def test_should_put_home_first_and_prefer_the_more_exact_place(
    matcher: PlaceMatcher, text: str, names: list[str]
) -> None:
    reading = matcher.read(text)
    assert named(reading) == names
    assert not reading.ambiguous


# --- counties and FA regions ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("vilka kontor finns i Norrbotten?", "Norrbottens län"),
        ("i Skåne", "Skåne län"),
        ("Stockholms län", "Stockholms län"),
        ("hur många kontor finns i kalmar län", "Kalmar län"),
        ("offices in Uppsala county", "Uppsala län"),
        ("dalarna", "Dalarnas län"),
    ],
)
def test_should_find_a_county_by_its_everyday_name(
    matcher: PlaceMatcher, text: str, name: str
) -> None:
    (match,) = matcher.read(text).matches
    assert (match.place.name, match.place.kind) == (name, "county")


def test_should_find_an_fa_region_only_where_the_text_calls_it_so(matcher: PlaceMatcher) -> None:
    (region,) = matcher.read("vilka kontor finns i FA-regionen Malmö-Lund").matches
    assert (region.place.kind, region.place.name) == ("fa_region", "Malmö-Lund")
    (place,) = matcher.read("Umeå").matches
    assert (place.place.kind, place.place.fa_region) == ("municipality", "Umeå")


# --- ordinary words ---


@pytest.mark.parametrize("name", ["Vara", "Sala", "Mora", "Lund", "Ed", "Handen", "Åre", "vara"])
def test_should_take_an_ordinary_word_for_a_place_when_nothing_else_is_said(
    matcher: PlaceMatcher, name: str
) -> None:
    assert named(matcher.read(name))[0].casefold() == name.casefold()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jag bor i vara", "Vara"),
        ("finns det kontor i handen?", "Handen"),
        ("servicekontor sunne", "Sunne"),
        ("uppehållstillstånd lund", "Lund"),
        ("jag har flyttat till Ed i år", "Ed"),
        ("bor i Mark", "Mark"),
        ("Sala kommun", "Sala"),
    ],
)
def test_should_take_an_ordinary_word_for_a_place_when_the_sentence_says_so(
    matcher: PlaceMatcher, text: str, name: str
) -> None:
    assert named(matcher.read(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "det kan vara så",
        "jag har ont i handen",
        "can i ask about tax",
        "hur är det att vara pensionär",
        "boken ligger i hallen",
        "en gammal kista",
        "ska vara",
        "svensk som bor utomlands",
        "vi ska gå i skog och mark",
        "jag vill prata med Maria Lund",
        "vem betalar när man får barn",
        "barnen",
        "hallå",
        "pengar",
        "ettan",
        "tack",
        "hejjj",
        "jag behöver bara ett nytt pass",
        "de är arga",
        "öppna stora dörren",
        "where are you",
        "how long does it take",
    ],
)
def test_should_find_no_place_in_ordinary_talk(matcher: PlaceMatcher, text: str) -> None:
    reading = matcher.read(text)
    assert (named(reading), reading.foreign) == ([], None)


# --- abroad ---


@pytest.mark.parametrize(
    "text",
    [
        "أريد أن أغير عنواني",
        "لم أستلم راتبي هذا الشهر",
        "يومين وانا انتظر الرد على النت",
        "mistä saan apua, pitääkö minun varata aika",
        "sinä et ole vastannut meille",
        "hoy",
        "dinero",
        "ile to kosztuje, nie mam pracy",
        "у меня нет работы с августа",
        "kızım hasta, bugün işe gidemem",
    ],
)
def test_should_find_no_place_in_ordinary_talk_of_other_languages(
    matcher: PlaceMatcher, text: str
) -> None:
    reading = matcher.read(text)
    assert not reading.matches
    assert reading.foreign is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oslo", "Oslo"),
        ("weather in Oslo", "Oslo"),
        ("köpenhamn", "Köpenhamn"),
        ("Copenhagen", "Köpenhamn"),
        ("bangkok", "Bangkok"),
        ("Bergen", "Bergen"),
        ("Lima", "Lima"),
        ("Parma", "Parma"),
        ("Kristiansand", "Kristiansand"),
        ("jag bor i Norge", "Norge"),
        ("New York", "New York"),
    ],
)
def test_should_recognise_a_place_abroad_as_such(
    matcher: PlaceMatcher, text: str, name: str
) -> None:
    reading = matcher.read(text)
    assert (reading.foreign, reading.matches) == (name, ())


@pytest.mark.parametrize(
    "text", ["jag kommer från Syrien och bor i Malmö", "tåg från Köpenhamn till Malmö"]
)
def test_should_prefer_the_swedish_place_when_one_abroad_is_named_too(
    matcher: PlaceMatcher, text: str
) -> None:
    reading = matcher.read(text)
    assert (named(reading), reading.foreign) == (["Malmö"], None)


# --- bad input ---


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "?!",
        "😀😀😀",
        "\u202e\u200f",
        "\x00\x01",
        "1234567890",
        "\ud800",
        "ß" * 50,
        "a",
    ],
)
def test_should_read_nothing_out_of_nothing(matcher: PlaceMatcher, text: str) -> None:
    assert matcher.read(text) == PlaceReading((), (), False, None)


def test_should_answer_quickly_to_ten_thousand_characters(matcher: PlaceMatcher) -> None:
    started = time.perf_counter()
    matcher.read("jag bor i rinkebby och vaxjo " * 350)
    assert time.perf_counter() - started < 0.25


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=80))
def test_should_read_any_text_without_failing(matcher: PlaceMatcher, text: str) -> None:
    reading = matcher.read(text)
    for match in (*reading.matches, *reading.suggestions):
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert 0 < match.score <= 1
    assert not (reading.matches and reading.foreign)
    assert not reading.ambiguous or len(reading.matches) > 1


@given(word=st.text(max_size=20))
def test_should_fold_a_word_once_and_for_all(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(text=st.text(max_size=60))
def test_should_split_a_text_into_words_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


# --- the compiled data ---


def test_should_find_the_locality_of_every_office(matcher: PlaceMatcher) -> None:
    for office in load_package().offices:
        names = dict.fromkeys((office.locality, office.municipality))
        found = matcher.read(", ".join(names))
        assert office.municipality in municipalities(found), office.id


def test_should_know_all_municipalities_counties_and_fa_regions() -> None:
    kinds = [place.kind for place in read_places(DATA_DIR / "places.csv")]
    assert (kinds.count("municipality"), kinds.count("county"), kinds.count("fa_region")) == (
        290,
        21,
        60,
    )


def test_should_place_everything_inside_sweden() -> None:
    for place in read_places(DATA_DIR / "places.csv"):
        assert 55.2 < place.latitude < 69.1 and 10.5 < place.longitude < 24.3, place


def test_should_keep_the_keys_of_foreign_names_as_the_matcher_folds_them() -> None:
    for name in read_foreign(DATA_DIR / "foreign_places.csv"):
        assert (
            name.key == "".join(token.folded for token in tokenise(name.written))
            or fold(name.written) == name.key
        )


def test_should_build_the_matcher_from_another_data_folder(tmp_path: Path) -> None:
    for path in DATA_DIR.glob("*"):
        if path.suffix in (".csv", ".txt", ".yml"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    lines = (tmp_path / "places.csv").read_text(encoding="utf-8").splitlines()
    lines.append("Lotsby,locality,Lund,1281,Skåne län,Malmö-Lund,55.7,13.2,1200")
    (tmp_path / "places.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert named(PlaceMatcher.load(tmp_path).read("lotsby")) == ["Lotsby"]
