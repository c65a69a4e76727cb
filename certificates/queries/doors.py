"""Who may fetch what. None stands alike for what is another's, what is not issued and what does not exist."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from certificates.models import Certificate
from certificates.rights import VIEW
from courses.programmes.models import Edition, Invitation
from lms.accounts.models import User
from lms.network.models import City
from lms.network.queries import cities_in_reach_of, cities_of


def certificate_for(*, person: User, number: str, day: date) -> Certificate | None:
    """The holder's and the city's focal points' while it is in force; officers' in whatever state."""
    mine = Q(enrolment__person=person) | Q(city__in=cities_of(focal_point=person, day=day))
    seen = mine & Q(state__in=Certificate.IN_FORCE)
    if person.has_perm(VIEW):
        seen |= Q(state__in=Certificate.PUBLIC, city__in=cities_in_reach_of(officer=person))
    return Certificate.objects.select_related("edition", "city").filter(seen, number=number).first()


def city_certificates_for(*, person: User, edition_code: str, city_slug: str, day: date) -> QuerySet[Certificate]:
    """Everything in force for a city in an edition, for its focal points and for officers; else nothing."""
    theirs = Q(city__in=cities_of(focal_point=person, day=day))
    if person.has_perm(VIEW):
        theirs |= Q(city__in=cities_in_reach_of(officer=person))
    return (
        Certificate.objects.filter(theirs, state__in=Certificate.IN_FORCE)
        .filter(edition__code=edition_code, city__slug=city_slug)
        .select_related("edition__programme", "city")
        .order_by("year", "serial")
    )


@dataclass(frozen=True)
class CityArchive:
    """`count` certificates of a city in an edition, which can be fetched together."""

    city: City
    edition: Edition
    count: int


def archives_for(*, focal_point: User, day: date) -> list[CityArchive]:
    """What a focal point can fetch, newest edition first; one statement for any number."""
    rows = (
        Certificate.objects.filter(city__in=cities_of(focal_point=focal_point, day=day))
        .filter(state__in=Certificate.IN_FORCE)
        .select_related("city", "edition__programme")
        .order_by("-edition__starts_on", "edition_id", "city__name", "city_id")
    )
    groups = groupby(rows, key=lambda row: (row.edition, row.city))
    return [CityArchive(city, edition, len(list(found))) for (edition, city), found in groups]


def invitation_for(*, person: User, code: str, day: date) -> Invitation | None:
    """An invitation whose letter this person may read: a focal point once it is sent, an officer at any time."""
    seen = Q(city__in=cities_of(focal_point=person, day=day)) & ~Q(state=Invitation.State.DRAFT)
    if person.has_perm("programmes.view_invitation"):
        seen |= Q(city__in=cities_in_reach_of(officer=person))
    return _invitations().filter(seen, code=code).first()


def invitation_by_key(*, code: str) -> Invitation | None:
    """The invitation whose letter a valid key opens, while the invitation stands."""
    gone = (Invitation.State.DRAFT, Invitation.State.WITHDRAWN)
    return _invitations().filter(code=code).exclude(state__in=gone).first()


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("edition__programme", "city")
