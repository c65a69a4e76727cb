"""Who has earned a certificate and has none yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from certificates.models import Certificate
from courses.programmes.models import Edition
from courses.progress.models import Completion
from lms.network.models import City


@dataclass(frozen=True)
class CityStanding:
    """A city of an edition that has completions. `needed` more, at least, before the policy gives it a certificate."""

    city: City
    completions: tuple[Completion, ...]
    needed: int


def eligible_officials(*, edition: Edition, cities: QuerySet[City]) -> QuerySet[Completion]:
    """Completions of officials of these cities that no certificate, whatever became of it, stands for yet."""
    return _completions(edition, cities).exclude(_certified())


def eligible_anywhere(*, cities: QuerySet[City]) -> QuerySet[Completion]:
    """The same, of every edition."""
    return Completion.objects.filter(enrolment__city__in=cities).exclude(_certified())


def cities_without_certificate(*, edition: Edition, cities: QuerySet[City]) -> list[CityStanding]:
    """Cities with completions and no certificate of their own yet, those that have earned it among them."""
    certified = Certificate.objects.filter(
        kind=Certificate.Kind.CITY, edition=edition, city=OuterRef("enrolment__city")
    ).exclude(state=Certificate.State.DISCARDED)
    return [_standing(edition, rows) for rows in _by_city(_completed(edition, cities).exclude(Exists(certified)))]


def eligible_cities(*, edition: Edition, cities: QuerySet[City]) -> list[CityStanding]:
    """Those for which enough officials have completed (the edition's policy)."""
    return [row for row in cities_without_certificate(edition=edition, cities=cities) if row.needed == 0]


def completions_of(*, edition: Edition, city: City) -> tuple[Completion, ...]:
    """Who is named in the annex of the city's certificate: completed, and not revoked since."""
    return tuple(_completed(edition, City.objects.filter(pk=city.pk)))


def _certified() -> Exists:
    return Exists(
        Certificate.objects.filter(enrolment=OuterRef("enrolment")).exclude(state=Certificate.State.DISCARDED)
    )


def _completed(edition: Edition, cities: QuerySet[City]) -> QuerySet[Completion]:
    revoked = Certificate.objects.filter(enrolment=OuterRef("enrolment"), state=Certificate.State.REVOKED)
    return _completions(edition, cities).filter(outcome=Completion.Outcome.COMPLETED).exclude(Exists(revoked))


def _completions(edition: Edition, cities: QuerySet[City]) -> QuerySet[Completion]:
    return (
        Completion.objects.filter(enrolment__edition=edition, enrolment__city__in=cities)
        .select_related("enrolment__person", "enrolment__city", "enrolment__edition__programme")
        .order_by("enrolment__city__name", "enrolment__city_id", "enrolment__person__sort_key",
                  "enrolment__person__display_name", "pk")
    )  # fmt: skip


def _by_city(completions: Iterable[Completion]) -> Iterable[tuple[Completion, ...]]:
    return (tuple(rows) for _city, rows in groupby(completions, key=lambda row: row.enrolment.city_id))


def _standing(edition: Edition, completions: tuple[Completion, ...]) -> CityStanding:
    needed = max(0, edition.city_certificate_from - len(completions))
    return CityStanding(city=completions[0].enrolment.city, completions=completions, needed=needed)
