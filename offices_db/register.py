"""Questions to the register: one immutable snapshot, safe to share between threads."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from sqlalchemy.engine import Engine

from offices_db.database import read_package
from offices_db.errors import OfficeNotFound
from offices_db.models import Agency, Errand, ErrandName, Office, Place, Position
from offices_db.nearest import NearbyOffice, nearest
from offices_db.package import DATA_DIR, AgencyName, DataPackage, Network
from offices_db.places.files import read_places

DEFAULT_LANGUAGE = "sv"

AreaKind = Literal["municipality", "county", "fa_region"]


class Register:
    """Offices, agencies and errands, with the ways to look them up.

    `fa_regions` maps municipality codes to the names of their FA regions.
    """

    def __init__(self, package: DataPackage, fa_regions: dict[str, str]) -> None:
        self._package = package
        self._fa_regions = fa_regions
        self.offices = package.offices
        self._offices = {office.id: office for office in package.offices}
        self.agencies = {agency.id: agency for agency in package.agencies}
        self.errands = {errand.id: errand for errand in package.errands}
        self._errand_names = {(n.errand, n.language): n for n in package.errand_names}
        self._agency_names = {(n.agency, n.language): n for n in package.agency_names}

    @classmethod
    def open(cls, engine: Engine) -> Register:
        """Read the register from a database. Raises `DatabaseNotReady`."""
        fa_regions = {
            place.municipality_code: place.fa_region
            for place in read_places(DATA_DIR / "places.csv")
            if place.kind == "municipality" and place.municipality_code and place.fa_region
        }
        return cls(read_package(engine), fa_regions)

    @property
    def version(self) -> str:
        return self._package.version

    @property
    def network(self) -> Network:
        return self._package.network

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which errands have names."""
        return frozenset(self._package.bring_names)

    @property
    def agency_names(self) -> tuple[AgencyName, ...]:
        return self._package.agency_names

    @property
    def errand_names(self) -> tuple[ErrandName, ...]:
        return self._package.errand_names

    @cached_property
    def latest_date(self) -> str:
        """The newest date any office row was checked on, as precise as its source."""
        return max(office.checked_on for office in self.offices if office.checked_on)

    def office(self, office_id: str) -> Office:
        """One office. Raises `OfficeNotFound`."""
        try:
            return self._offices[office_id]
        except KeyError:
            raise OfficeNotFound(office_id) from None

    def errand_name(self, errand_id: str, language: str) -> ErrandName:
        """The errand's name in `language`, in Swedish where it has none there."""
        return (
            self._errand_names.get((errand_id, language))
            or self._errand_names[(errand_id, DEFAULT_LANGUAGE)]
        )

    def agency_name(self, agency_id: str, language: str) -> str:
        name = self._agency_names.get((agency_id, language))
        return name.name if name else self.agencies[agency_id].name

    def bring_name(self, item: str, language: str) -> str:
        names = self._package.bring_names
        return names.get(language, names[DEFAULT_LANGUAGE])[item]

    def fa_region(self, office: Office) -> str | None:
        return self._fa_regions.get(office.municipality_code)

    def offices_in(self, place: Place, kind: AreaKind) -> list[Office]:
        """The offices of the municipality, county or FA region that `place` is or lies in.

        Closed offices are among them: the caller says what it shows.
        """
        if kind == "county":
            found = (o for o in self.offices if o.county == place.county)
        elif kind == "fa_region":
            found = (o for o in self.offices if self.fa_region(o) == place.fa_region)
        else:
            found = (o for o in self.offices if o.municipality_code == place.municipality_code)
        return sorted(found, key=lambda office: office.name)

    def offices_named(self, place: Place) -> list[Office]:
        """The offices that a place name means: of that locality, else of that municipality.

        "Filipstad" means the office in Filipstad, "Rinkeby" the one in Rinkeby.
        """
        if place.kind in ("county", "fa_region", "postcode"):
            return []
        same_municipality = [
            o for o in self.offices if o.municipality_code == place.municipality_code
        ]
        local = [o for o in same_municipality if o.locality == place.name]
        return local or (same_municipality if place.kind == "municipality" else [])

    def nearest(
        self,
        position: Position,
        *,
        errand: Errand | None = None,
        agency: Agency | None = None,
        among: Iterable[Office] | None = None,
    ) -> list[NearbyOffice]:
        """Offices that can be visited, nearest first, without those known not to help."""
        offices = self.offices if among is None else among
        return nearest(
            (
                office
                for office in offices
                if (errand is None or self.helps_with(office, errand) is not False)
                and (agency is None or self.has_agency(office, agency) is not False)
            ),
            position,
        )

    def has_agency(self, office: Office, agency: Agency) -> bool | None:
        """Whether the office handles the agency's errands; None where no source says.

        Försäkringskassan, Pensionsmyndigheten and Skatteverket are at all offices (lag
        2019:212 and its first year); Arbetsförmedlingen and Migrationsverket joined later,
        office by office.
        """
        if not agency.partner:
            return False
        if agency.id == "migrationsverket":
            return office.migrationsverket
        if agency.id == "arbetsformedlingen":
            return None
        return True

    def helps_with(self, office: Office, errand: Errand) -> bool | None:
        """Whether the office guides in the errand; None where no source says."""
        if errand.office == "refers":
            return False
        if errand.needs == "id_card":
            return office.id_card
        return self.has_agency(office, self.agencies[errand.agencies[0]])
