"""Who stands for which city, and which cities an officer reaches."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.network.models import (
    City,
    DatedModel,
    FocalPoint,
    GovernanceRole,
    Membership,
    Position,
    Region,
    RegionalOffice,
)

Row = TypeVar("Row", bound=Model)

PATH_TO_CITY: dict[type[Model], str] = {
    City: "pk",
    Membership: "city",
    GovernanceRole: "city",
    FocalPoint: "city",
    Position: "city",
    Region: "cities",
    RegionalOffice: "region__cities",
}
"""How a row of the register leads to its city; what is not here (partners) concerns all."""


def cities_of(*, focal_point: User, day: date) -> QuerySet[City]:
    """The cities for which this person is focal point on `day`."""
    roles = FocalPoint.objects.filter(DatedModel.holds_on(day), person=focal_point)
    return City.objects.filter(pk__in=roles.values("city"))


def is_focal_point(*, person: User, city: City, day: date) -> bool:
    return FocalPoint.objects.filter(DatedModel.holds_on(day), person=person, city=city).exists()


def focal_points_of(*, city: City, day: date) -> QuerySet[User]:
    roles = FocalPoint.objects.filter(DatedModel.holds_on(day), city=city)
    return User.objects.filter(pk__in=roles.values("person"), is_active=True)


def cities_in_reach_of(*, officer: User) -> QuerySet[City]:
    """The cities an officer may work on: those of the officer's regional offices, or all for the secretariat.

    An officer of the regional offices who has no seat in one reaches none.
    """
    if _is_regional(officer):
        return City.objects.filter(region__in=RegionalOffice.objects.filter(officers=officer).values("region"))
    return City.objects.all()


def in_reach_of(*, officer: User, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of `rows`, of whichever kind in the register, that concern a city in the officer's reach."""
    path = PATH_TO_CITY.get(rows.model)
    if path is None or not _is_regional(officer):
        return rows
    return rows.filter(**{f"{path}__in": cities_in_reach_of(officer=officer).values("pk")}).distinct()


def _is_regional(officer: User) -> bool:
    if officer.is_superuser:
        return False
    regional = Q(groups__name=Role.REGIONAL_OFFICE) | Q(regional_offices__isnull=False)
    return User.objects.filter(regional, pk=officer.pk).exists()


def chair_city(*, day: date) -> City | None:
    role = GovernanceRole.objects.filter(DatedModel.holds_on(day), kind=GovernanceRole.Kind.CHAIR).first()
    return role.city if role else None
