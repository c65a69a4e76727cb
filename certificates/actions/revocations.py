"""Taking a certificate out of force: one officer proposes, another confirms. The record stays, with its reason."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.actions.corrections import in_force, not_proposed_for_revocation
from certificates.events import CertificateRevoked
from certificates.models import Certificate, Revocation
from certificates.rights import CONFIRM_REVOCATION, PROPOSE_REVOCATION, OutOfReach, require, require_another
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.queries import cities_in_reach_of
from lms.outbox.events import publish
from lms.refusals import Refusal


class AlreadyAnswered(Refusal):
    message: ClassVar[str | Promise] = _("This proposal has been answered already.")


@transaction.atomic
def propose_revocation(*, certificate: Certificate, reason: str, note: str = "", by: User, at: datetime) -> Revocation:
    """`reason` is a Revocation.Reason and will be public; `note` stays in the file."""
    require(PROPOSE_REVOCATION, of=by)
    row = not_proposed_for_revocation(certificate=certificate, by=by)
    revocation = Revocation.objects.create(
        certificate=row, reason=Revocation.Reason(reason), note=note.strip(), proposed_by=by, proposed_at=at
    )
    audit(action="revocation.proposed", target=row, by=by, at=at, reason=reason)
    return revocation


@transaction.atomic
def confirm_revocation(*, revocation: Revocation, by: User, at: datetime) -> Revocation:
    """Another officer confirms; from this moment verification says revoked."""
    require(CONFIRM_REVOCATION, of=by)
    revocation = _open(revocation, by)
    certificate = in_force(certificate=revocation.certificate, by=by)
    revocation.confirmed_by, revocation.confirmed_at = by, at
    revocation.save(update_fields=["confirmed_by", "confirmed_at"])
    Certificate.objects.filter(pk=certificate.pk).update(state=Certificate.State.REVOKED)
    audit(action="revocation.confirmed", target=certificate, by=by, at=at, reason=revocation.reason)
    publish(CertificateRevoked(certificate_id=certificate.pk), at=at)
    return revocation


@transaction.atomic
def decline_revocation(*, revocation: Revocation, by: User, at: datetime) -> Revocation:
    """Another officer says no; the certificate stays in force and the proposal on file."""
    require(CONFIRM_REVOCATION, of=by)
    revocation = _open(revocation, by)
    revocation.declined_by, revocation.declined_at = by, at
    revocation.save(update_fields=["declined_by", "declined_at"])
    audit(action="revocation.declined", target=revocation.certificate, by=by, at=at, reason=revocation.reason)
    return revocation


def _open(revocation: Revocation, by: User) -> Revocation:
    """The proposal, locked, if it waits for an answer that this officer may give."""
    rows = Revocation.objects.select_for_update(of=("self",)).select_related("proposed_by", "certificate")
    row = rows.get(pk=revocation.pk)
    if row.confirmed_by_id or row.declined_by_id:
        raise AlreadyAnswered
    require_another(than=row.proposed_by, by=by)
    if not cities_in_reach_of(officer=by).filter(pk=row.certificate.city_id).exists():
        raise OutOfReach
    return row
