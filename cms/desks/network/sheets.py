"""What each kind of the register looks like as a spreadsheet. What is downloaded can be uploaded again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from cms.desks.network.columns import (
    Column,
    chosen,
    city,
    day,
    degrees,
    for_reading,
    items,
    names,
    person,
    plain,
    region,
    weekend,
)
from lms.network.models import City, FocalPoint, GovernanceRole, Membership, Position, Region

NUMBER = "id"


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind. A row of the file is about the row of the register that has its number or, without one, the
    values of its `key`; where there is none, it adds one.

    `related` are the rows that the columns show.
    """

    name: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    related: tuple[str, ...] = ()

    @property
    def headings(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def only_shown(self) -> list[str]:
        """Headings of what an import passes over."""
        return [column.name for column in self.columns if column.read is None and column.name != NUMBER]

    def cells_of(self, row: Any) -> dict[str, Any]:
        """Without outer spaces, which a reader of spreadsheets does not see."""
        cells = {column.name: column.shown(row) for column in self.columns}
        return {name: cell.strip() if isinstance(cell, str) else cell for name, cell in cells.items()}

    def key_of(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.key)


_NUMBER = for_reading(NUMBER, "pk")
_CITY = (city("city"), for_reading("city_name", "city.name"))
_PERSON = (person("person"), for_reading("person_name", "person.display_name"))
_TERM = (day("since"), day("until"))

REGIONS = Sheet(name="regions", model=Region, key=("code",), columns=(plain("code"), plain("name")))

CITIES = Sheet(
    name="cities",
    model=City,
    key=("slug",),
    columns=(
        plain("slug"), plain("name"), plain("native_name"), plain("official_name"), plain("kind"), plain("country"),
        plain("iso_code"), names("names"), region("region"), plain("time_zone"), weekend("weekend"),
        items("languages"), chosen("connectivity_tier", City.ConnectivityTier.choices), degrees("latitude"),
        degrees("longitude"),
    ),
    related=("region",),
)  # fmt: skip

MEMBERSHIPS = Sheet(
    name="memberships",
    model=Membership,
    key=("city", "kind", "since"),
    columns=(_NUMBER, *_CITY, chosen("kind", Membership.Kind.choices), *_TERM),
    related=("city",),
)

GOVERNANCE_ROLES = Sheet(
    name="governance-roles",
    model=GovernanceRole,
    key=("city", "kind", "since"),
    columns=(_NUMBER, *_CITY, chosen("kind", GovernanceRole.Kind.choices), *_TERM),
    related=("city",),
)

FOCAL_POINTS = Sheet(
    name="focal-points",
    model=FocalPoint,
    key=("city", "person", "since"),
    columns=(_NUMBER, *_CITY, *_PERSON, *_TERM),
    related=("city", "person"),
)

POSITIONS = Sheet(
    name="positions",
    model=Position,
    key=("person", "city", "title", "since"),
    columns=(
        _NUMBER, *_PERSON, *_CITY, plain("title"), plain("title_latin"), plain("department"),
        chosen("rank_band", Position.RankBand.choices), *_TERM,
    ),
    related=("city", "person"),
)  # fmt: skip
