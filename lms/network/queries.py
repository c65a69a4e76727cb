"""Who stands for which city."""

from datetime import date

from django.db.models import QuerySet

from lms.accounts.models import User
from lms.network.models import City, DatedModel, FocalPoint, GovernanceRole


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
    """The cities an officer may work on: those of the officer's regional offices, or all for the secretariat."""
    if officer.regional_offices.exists():
        return City.objects.filter(region__offices__officers=officer).distinct()
    return City.objects.all()


def chair_city(*, day: date) -> City | None:
    role = GovernanceRole.objects.filter(DatedModel.holds_on(day), kind=GovernanceRole.Kind.CHAIR).first()
    return role.city if role else None
