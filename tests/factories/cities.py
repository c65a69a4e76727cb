"""Cities and who stands for them."""

from datetime import date
from decimal import Decimal
from typing import Any

from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.network.models import City, FocalPoint, Membership, Region, RegionalOffice
from tests.factories.people import person

FOUNDED = date(2010, 9, 15)


def region(code: str = "africa") -> Region:
    row, _created = Region.objects.get_or_create(code=code, defaults={"name": code.title()})
    return row


def city(name: str = "Nairobi", *, within: Region | None = None, **fields: Any) -> City:
    defaults = {
        "slug": "-".join(name.lower().split()), "country": "Kenya", "iso_code": "KE", "region": within or region(),
        "time_zone": "Africa/Nairobi", "weekend": [5, 6], "languages": ["en", "sw"], "connectivity_tier": "B",
        "latitude": Decimal("-1.29"), "longitude": Decimal("36.82"),
    }  # fmt: skip
    return City.objects.create(name=name, **defaults | fields)


def member(home: City, kind: str = Membership.Kind.FULL, *, since: date = FOUNDED, **fields: Any) -> Membership:
    return Membership.objects.create(city=home, kind=kind, since=since, **fields)


def focal_point(home: City, *, since: date = FOUNDED, until: date | None = None, **fields: Any) -> User:
    coordinator = person(Role.FOCAL_POINT, **{"name": "Wanjiru Kamau", **fields})
    FocalPoint.objects.create(city=home, person=coordinator, since=since, until=until)
    return coordinator


def office(within: Region, *officers: User) -> RegionalOffice:
    row = RegionalOffice.objects.create(name=f"Office for {within}", region=within)
    row.officers.set(officers)
    return row
