"""Who is written to. A mail carries an address, never the file (docs/decisions). Called again, it writes no second."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from certificates.addresses import city_archive_address, record_address, verification_address
from certificates.models import Certificate
from courses.programmes.actions.notices import language_for
from lms.accounts.models import User
from lms.languages.network import network_name
from lms.mail.actions import write_mail
from lms.network.queries import focal_points_of

State = Certificate.State


@transaction.atomic
def tell_holder(*, certificate_id: int, at: datetime) -> None:
    """Tell an official where the certificate is; with that it is delivered. Cities are told of the whole batch."""
    certificate = _certificate(certificate_id)
    if certificate.enrolment is None or certificate.state not in Certificate.IN_FORCE:
        return
    _write_to_holder(certificate, "issued", at)
    _delivered([certificate])


@transaction.atomic
def tell_cities(*, batch_id: int, at: datetime) -> None:
    """Tell the focal points of each city in the batch where its certificates are."""
    rows = Certificate.objects.filter(batch=batch_id, state__in=Certificate.IN_FORCE)
    by_city: dict[int, list[Certificate]] = {}
    for certificate in rows.select_related("city", "edition__programme").order_by("city_id", "serial"):
        by_city.setdefault(certificate.city_id, []).append(certificate)
    for certificates in by_city.values():
        _write_to_city(batch_id, certificates, at)


@transaction.atomic
def tell_revocation(*, certificate_id: int, at: datetime) -> None:
    """Tell an official that the certificate is no longer in force, and why."""
    certificate = _certificate(certificate_id)
    if certificate.enrolment and certificate.state == State.REVOKED:
        revocation = certificate.revocations.get(confirmed_by__isnull=False)
        _write_to_holder(certificate, "revoked", at, reason=revocation.get_reason_display)


def _certificate(pk: int) -> Certificate:
    rows = Certificate.objects.select_related("enrolment__person", "city", "edition__programme")
    return rows.get(pk=pk)


def _write_to_holder(certificate: Certificate, template: str, at: datetime, **context: Any) -> None:
    assert certificate.enrolment  # noqa: S101 - the callers have looked
    person, key = certificate.enrolment.person, f"certificate:{certificate.pk}:{template}"
    context |= {
        "number": certificate.number,
        "record_url": record_address(),
        "verification_url": verification_address(certificate.code),
    }
    _write(template, key, person, certificate, at, context)


def _write_to_city(batch_id: int, certificates: Sequence[Certificate], at: datetime) -> None:
    first = certificates[0]
    focal_points = list(focal_points_of(city=first.city, day=at.date()))
    context = {"count": len(certificates), "archive_url": city_archive_address(first.edition, first.city)}
    for person in focal_points:
        _write("issued_city", f"certificates:{batch_id}:{first.city_id}:{person.pk}", person, first, at, context)
    if focal_points:
        _delivered([certificate for certificate in certificates if certificate.kind == Certificate.Kind.CITY])


def _write(
    template: str, key: str, person: User, certificate: Certificate, at: datetime, context: dict[str, Any]
) -> None:
    language = language_for(person=person, city=certificate.city)
    particulars = {
        "name": person.get_short_name(),
        "city": certificate.city.name_in(language),
        "programme": certificate.edition.programme.title_in(language),
        "edition": certificate.edition.code,
        "network_name": network_name(language),
    }
    write_mail(
        key=key, to=person.email, language=language, template=f"certificates/mail/{template}.txt",
        context=particulars | context, at=at,
    )  # fmt: skip


def _delivered(certificates: Sequence[Certificate]) -> None:
    pks = [certificate.pk for certificate in certificates]
    Certificate.objects.filter(pk__in=pks, state=State.ISSUED).update(state=State.DELIVERED)
