"""Preparing certificates, and approving them with other eyes."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.drafts import KIND_OF, Drafts
from certificates.models import Certificate, CertificateBatch, NumberSequence
from certificates.numbers import number_of
from certificates.queries.eligibility import eligible_cities, eligible_officials
from certificates.queries.signatories import signatories_of
from certificates.rights import APPROVE, PREPARE, OutOfReach, require, require_another
from courses.programmes.models import Edition
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.jobs.actions import ask_for_job
from lms.network.queries import cities_in_reach_of
from lms.network.seat import day_at_seat
from lms.refusals import Refusal

State = CertificateBatch.State


class NobodyEligible(Refusal):
    message: ClassVar[str | Promise] = _("Nobody in %(edition)s is waiting for a certificate.")


class BatchNotOpen(Refusal):
    message: ClassVar[str | Promise] = _("This batch is not waiting for approval any more: its state is “%(state)s”.")


class NotPreviewedYet(Refusal):
    message: ClassVar[str | Promise] = _("%(count)s certificates of this batch are not previewed yet.")


class CannotBePrinted(Refusal):
    message: ClassVar[str | Promise] = _(
        "%(count)s certificates of this batch cannot be printed. Set them aside, or discard the batch."
    )


class NothingLeft(Refusal):
    message: ClassVar[str | Promise] = _("Every certificate of this batch was set aside. Discard the batch.")


class SignatoryChanged(Refusal):
    message: ClassVar[str | Promise] = _(
        "%(name)s is not in office any more. Discard the batch and prepare it again, so that the right person signs."
    )


@transaction.atomic
def prepare_batch(*, edition: Edition, by: User, at: datetime) -> CertificateBatch:
    """Freeze the texts of every certificate that is earned in the officer's cities and not under way yet.

    A job then previews each; another officer may approve the batch after that.
    """
    require(PREPARE, of=by)
    edition = Edition.objects.select_for_update(no_key=True).select_related("programme").get(pk=edition.pk)
    cities = cities_in_reach_of(officer=by)
    officials = list(eligible_officials(edition=edition, cities=cities))
    standings = eligible_cities(edition=edition, cities=cities)
    if not officials and not standings:
        raise NobodyEligible(edition=edition.code)
    batch = CertificateBatch.objects.create(edition=edition, prepared_by=by, prepared_at=at)
    kinds = {KIND_OF[row.outcome] for row in officials} | ({Certificate.Kind.CITY} if standings else set())
    named = [*officials, *(row for standing in standings for row in standing.completions)]
    drafts = Drafts(batch=batch, completions=named, kinds=kinds, day=day_at_seat(at=at))
    rows = [*map(drafts.of_official, officials), *map(drafts.of_city, standings)]
    return open_batch(batch=batch, certificates=rows, by=by, at=at)


def open_batch(
    *, batch: CertificateBatch, certificates: Iterable[Certificate], by: User, at: datetime
) -> CertificateBatch:
    """Save the drafts of a new batch and ask for their preview, in the caller's transaction."""
    saved = Certificate.objects.bulk_create(certificates)
    audit(action="batch.prepared", target=batch, by=by, at=at, certificates=len(saved))
    ask_for_job(
        key=preview_key(batch.pk), task="certificates.preview_batch", arguments={"batch_id": batch.pk},
        queue="batch", total=len(saved), by=by, at=at,
    )  # fmt: skip
    return batch


@transaction.atomic
def discard_batch(*, batch: CertificateBatch, by: User, at: datetime) -> CertificateBatch:
    """Give a batch up before its approval; who was in it is eligible again."""
    require(PREPARE, of=by)
    batch = _open_batch(batch, by)
    _before_approval(batch).update(state=Certificate.State.DISCARDED, supersedes=None)
    batch.state = State.DISCARDED
    batch.save(update_fields=["state"])
    audit(action="batch.discarded", target=batch, by=by, at=at)
    return batch


@transaction.atomic
def set_aside(*, certificate: Certificate, by: User, at: datetime) -> None:
    """Take one certificate out of a batch before its approval; whom it is for is eligible again."""
    require(PREPARE, of=by)
    batch = _open_batch(certificate.batch, by)
    changed = (
        _before_approval(batch).filter(pk=certificate.pk).update(state=Certificate.State.DISCARDED, supersedes=None)
    )
    if changed:
        audit(action="certificate.set-aside", target=certificate, by=by, at=at, batch=batch.pk)


@transaction.atomic
def approve_batch(*, batch: CertificateBatch, by: User, at: datetime) -> CertificateBatch:
    """Another officer approves: numbers are reserved without a gap, and a job issues the files.

    Once approved, every certificate of the batch keeps its number and will be issued under it.
    """
    require(APPROVE, of=by)
    batch = _open_batch(batch, by)
    require_another(than=batch.prepared_by, by=by)
    certificates = list(_before_approval(batch).select_for_update(of=("self",)).order_by("city__name", "kind", "pk"))
    _check_printable(certificates)
    _check_signatories(certificates, at)
    _give_numbers(batch, certificates, at)
    batch.state, batch.approved_by, batch.approved_at = State.APPROVED, by, at
    batch.save(update_fields=["state", "approved_by", "approved_at"])
    audit(
        action="batch.approved", target=batch, by=by, at=at,
        first=certificates[0].number, last=certificates[-1].number, certificates=len(certificates),
    )  # fmt: skip
    ask_for_job(
        key=issue_key(batch.pk), task="certificates.issue_batch", arguments={"batch_id": batch.pk},
        queue="batch", total=len(certificates), by=by, at=at,
    )  # fmt: skip
    return batch


def issue_key(batch_id: int) -> str:
    """Key of the job that issues a batch."""
    return f"certificates:issue:{batch_id}"


def preview_key(batch_id: int) -> str:
    """Key of the job that previews a batch."""
    return f"certificates:preview:{batch_id}"


def _open_batch(batch: CertificateBatch, by: User) -> CertificateBatch:
    """The batch, locked, if it waits for approval and every city in it is within the officer's reach."""
    rows = CertificateBatch.objects.select_for_update(of=("self",)).select_related("edition", "prepared_by")
    batch = rows.get(pk=batch.pk)
    if batch.state != State.PREPARED:
        raise BatchNotOpen(state=batch.get_state_display())
    if batch.certificates.exclude(city__in=cities_in_reach_of(officer=by)).exists():
        raise OutOfReach
    return batch


def _before_approval(batch: CertificateBatch) -> models.QuerySet[Certificate]:
    return Certificate.objects.filter(batch=batch, state__in=Certificate.BEFORE_APPROVAL)


def _check_printable(certificates: list[Certificate]) -> None:
    states = [certificate.state for certificate in certificates]
    if not states:
        raise NothingLeft
    if failed := states.count(Certificate.State.FAILED):
        raise CannotBePrinted(count=failed)
    if waiting := states.count(Certificate.State.QUEUED):
        raise NotPreviewedYet(count=waiting)


def _check_signatories(certificates: list[Certificate], at: datetime) -> None:
    """Who is printed as signing must hold the office on the day of issue too."""
    today = signatories_of(kinds=sorted({certificate.kind for certificate in certificates}), day=day_at_seat(at=at))
    for certificate in certificates:
        printed = [signatory["name"] for signatory in certificate.text["signatories"]]
        for name, signatory in zip(printed, today[certificate.kind], strict=True):
            if name != signatory.name:
                raise SignatoryChanged(name=name)


def _give_numbers(batch: CertificateBatch, certificates: list[Certificate], at: datetime) -> None:
    """Take as many serials as are needed from the year's counter, whose row stays locked until the commit.

    A rolled back transaction gives them back, so the numbers of a year have no gap.
    """
    today = day_at_seat(at=at)
    year = today.year
    NumberSequence.objects.get_or_create(year=year)
    sequence = NumberSequence.objects.select_for_update().get(year=year)
    for serial, certificate in enumerate(certificates, sequence.last + 1):
        certificate.state, certificate.year, certificate.serial = Certificate.State.APPROVED, year, serial
        certificate.number = number_of(
            network=settings.NETWORK_CODE, year=year, edition=batch.edition.code, kind=certificate.kind, serial=serial
        )
        certificate.text["issued_on"] = today.isoformat()
    Certificate.objects.bulk_update(certificates, ["state", "year", "serial", "number", "text"])
    NumberSequence.objects.filter(pk=sequence.pk).update(last=sequence.last + len(certificates))
