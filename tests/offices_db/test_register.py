"""What the register answers: who is where, what helps, and what is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offices_db.errors import OfficeNotFound
from offices_db.models import Errand, Office, Place
from offices_db.package import DATA_DIR, load_package
from offices_db.places.files import read_places
from offices_db.register import Register

KIRUNA = (67.8557, 20.2251)


@pytest.fixture(scope="module")
def places() -> dict[tuple[str, str], Place]:
    """Municipalities, counties and FA regions by kind and name."""
    return {(p.kind, p.name): p for p in reversed(read_places(DATA_DIR / "places.csv"))}


@pytest.fixture(scope="module")
def register(places: dict[tuple[str, str], Place]) -> Register:
    fa_regions = {
        place.municipality_code: place.fa_region
        for place in places.values()
        if place.kind == "municipality" and place.municipality_code and place.fa_region
    }
    return Register(load_package(), fa_regions)


@pytest.fixture
def id_card(register: Register) -> Errand:
    return next(errand for errand in register.errands.values() if errand.needs == "id_card")


def _with(office: Office, **facts: bool | None) -> Office:
    return replace(office, **facts)  # type: ignore[arg-type]


def test_should_find_an_office_by_its_id(register: Register) -> None:
    assert register.office("kiruna").municipality == "Kiruna"


def test_should_say_when_an_office_does_not_exist(register: Register) -> None:
    with pytest.raises(OfficeNotFound) as missing:
        register.office("atlantis")
    assert missing.value.code == "office_not_found"
    assert missing.value.office_id == "atlantis"


@pytest.mark.parametrize("known", [True, False, None])
def test_should_not_guess_whether_migrationsverket_is_there(
    register: Register, known: bool | None
) -> None:
    office = _with(register.office("kiruna"), migrationsverket=known)
    assert register.has_agency(office, register.agencies["migrationsverket"]) is known


@pytest.mark.parametrize("known", [True, False, None])
def test_should_not_guess_whether_id_cards_are_issued_there(
    register: Register, id_card: Errand, known: bool | None
) -> None:
    assert register.helps_with(_with(register.office("kiruna"), id_card=known), id_card) is known


@pytest.mark.parametrize("agency", ["forsakringskassan", "pensionsmyndigheten", "skatteverket"])
def test_should_find_the_first_three_partners_at_every_office(
    register: Register, agency: str
) -> None:
    assert all(
        register.has_agency(office, register.agencies[agency]) for office in register.offices
    )


def test_should_not_claim_to_know_where_arbetsformedlingen_is(register: Register) -> None:
    agency = register.agencies["arbetsformedlingen"]
    assert {register.has_agency(office, agency) for office in register.offices} == {None}


def test_should_find_no_other_agency_at_an_office(register: Register) -> None:
    others = [agency for agency in register.agencies.values() if not agency.partner]
    office = register.office("kiruna")
    assert {register.has_agency(office, agency) for agency in others} == {False}


def test_should_send_nobody_to_an_office_that_is_known_not_to_help(
    register: Register, id_card: Errand
) -> None:
    found = register.nearest(KIRUNA, errand=id_card)
    assert found
    assert all(n.office.id_card is not False for n in found)
    agency = register.agencies["migrationsverket"]
    assert all(
        n.office.migrationsverket is not False for n in register.nearest(KIRUNA, agency=agency)
    )


def test_should_find_no_office_for_an_errand_that_offices_only_refer(register: Register) -> None:
    passport = next(e for e in register.errands.values() if e.agencies[0] == "polisen")
    assert passport.office == "refers"
    assert register.nearest(KIRUNA, errand=passport) == []


def test_should_list_the_offices_of_a_municipality(
    register: Register, places: dict[tuple[str, str], Place]
) -> None:
    offices = register.offices_in(places["municipality", "Kiruna"], "municipality")
    assert [office.id for office in offices] == ["kiruna"]


def test_should_list_the_offices_of_a_county(
    register: Register, places: dict[tuple[str, str], Place]
) -> None:
    county = places["county", "Norrbottens län"]
    offices = register.offices_in(county, "county")
    expected = {office.id for office in register.offices if office.county == "Norrbottens län"}
    assert {office.id for office in offices} == expected
    assert {"kiruna"} < expected
    assert [office.name for office in offices] == sorted(office.name for office in offices)


def test_should_list_the_county_of_a_municipality(
    register: Register, places: dict[tuple[str, str], Place]
) -> None:
    kiruna, county = places["municipality", "Kiruna"], places["county", "Norrbottens län"]
    assert register.offices_in(kiruna, "county") == register.offices_in(county, "county")


def test_should_list_the_offices_in_the_fa_region_of_storuman(
    register: Register, places: dict[tuple[str, str], Place]
) -> None:
    storuman = places["municipality", "Storuman"]
    offices = register.offices_in(storuman, "fa_region")
    assert all(register.fa_region(office) == storuman.fa_region for office in offices)
    elsewhere = [office for office in register.offices if office not in offices]
    assert all(register.fa_region(office) != storuman.fa_region for office in elsewhere)


def test_should_know_the_fa_region_of_every_office(register: Register) -> None:
    assert [office.id for office in register.offices if not register.fa_region(office)] == []


def test_should_know_every_municipality_and_county_as_places_do(
    register: Register, places: dict[tuple[str, str], Place]
) -> None:
    for office in register.offices:
        municipality = places["municipality", office.municipality]
        assert municipality.municipality_code == office.municipality_code
        assert municipality.county == office.county


def test_should_take_a_town_name_for_the_office_in_that_town(
    register: Register, places: dict[tuple[str, str], Place]
) -> None:
    named = register.offices_named(places["municipality", "Filipstad"])
    assert [office.status for office in named] == ["closed"]
    assert register.offices_named(places["county", "Norrbottens län"]) == []


def test_should_fall_back_to_the_swedish_name_of_an_errand(register: Register) -> None:
    assert register.errand_name("personnummer", "xx").language == "sv"
    assert register.errand_name("personnummer", "en").language == "en"
