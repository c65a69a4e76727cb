"""Correcting an issued certificate: a new one with a new number takes its place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.actions.batches import open_batch
from certificates.drafts import Drafts
from certificates.models import Certificate, CertificateBatch
from certificates.queries.eligibility import CityStanding, completions_of
from certificates.rights import PREPARE, OutOfReach, require
from certificates.texts import with_name
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.queries import cities_in_reach_of
from lms.network.seat import day_at_seat
from lms.refusals import Refusal


class NotInForce(Refusal):
    message: ClassVar[str | Promise] = _("This certificate is not in force: its state is “%(state)s”.")


class CorrectionUnderWay(Refusal):
    message: ClassVar[str | Promise] = _("A certificate that takes the place of this one is already under way.")


class AlreadyProposed(Refusal):
    message: ClassVar[str | Promise] = _("It is already proposed to revoke this certificate.")


class NothingToName(Refusal):
    message: ClassVar[str | Promise] = _("No official of this city has a completion that could be named.")


@dataclass(frozen=True, kw_only=True)
class Correction:
    """An official's name and title as they should have been printed."""

    name: str
    native_name: str = ""
    title: str = ""
    native_title: str = ""


@transaction.atomic
def prepare_correction(
    *, certificate: Certificate, correction: Correction | None = None, reason: str, by: User, at: datetime
) -> CertificateBatch:
    """Open a batch of one that, once approved by another officer and issued, supersedes `certificate`.

    An official's certificate takes the corrected name and title; a city's is drawn up anew from today's completions.
    A proposed revocation is answered first: a new certificate would be in force where the old one was to be revoked.
    """
    require(PREPARE, of=by)
    old = not_proposed_for_revocation(certificate=certificate, by=by)
    batch = CertificateBatch.objects.create(edition=old.edition, prepared_by=by, prepared_at=at)
    new = _redrawn_city(old, batch, at) if correction is None else _renamed(old, batch, correction, at)
    new.supersedes = old
    audit(action="certificate.correction-prepared", target=old, by=by, at=at, reason=reason, batch=batch.pk)
    return open_batch(batch=batch, certificates=[new], by=by, at=at)


def in_force(*, certificate: Certificate, by: User) -> Certificate:
    """The row, locked, if it is in force, within reach, and nothing is under way to take its place."""
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("edition__programme", "city", "enrolment")
    row = rows.get(pk=certificate.pk)
    if not cities_in_reach_of(officer=by).filter(pk=row.city_id).exists():
        raise OutOfReach
    if row.state not in Certificate.IN_FORCE:
        raise NotInForce(state=row.get_state_display())
    if Certificate.objects.filter(supersedes=row).exclude(state=Certificate.State.DISCARDED).exists():
        raise CorrectionUnderWay
    return row


def not_proposed_for_revocation(*, certificate: Certificate, by: User) -> Certificate:
    """The row as `in_force` gives it, if no proposal to revoke it waits for an answer."""
    row = in_force(certificate=certificate, by=by)
    if row.revocations.filter(declined_by__isnull=True).exists():
        raise AlreadyProposed
    return row


def _renamed(old: Certificate, batch: CertificateBatch, correction: Correction, at: datetime) -> Certificate:
    draft = _drafts_of(old, batch, at).of_official(old.enrolment.completion)  # type: ignore[union-attr]
    draft.text = with_name(_signed_anew(old, draft), **_words(correction))
    return draft


def _words(correction: Correction) -> dict[str, Any]:
    return {
        "english": correction.name.strip(), "native": correction.native_name.strip(),
        "title": correction.title.strip(), "native_title": correction.native_title.strip(),
    }  # fmt: skip


def _signed_anew(old: Certificate, draft: Certificate) -> dict[str, Any]:
    """What was printed, but with its own code and signed by who is in office now."""
    own = {name: draft.text[name] for name in ("code", "verification_url", "signatories", "issued_in")}
    return {**old.text, **own}


def _redrawn_city(old: Certificate, batch: CertificateBatch, at: datetime) -> Certificate:
    completions = completions_of(edition=old.edition, city=old.city)
    if not completions:
        raise NothingToName
    drafts = Drafts(batch=batch, completions=completions, kinds=[old.kind], day=day_at_seat(at=at))
    return drafts.of_city(CityStanding(city=old.city, completions=completions, needed=0))


def _drafts_of(old: Certificate, batch: CertificateBatch, at: datetime) -> Drafts:
    completion = old.enrolment.completion  # type: ignore[union-attr]
    return Drafts(batch=batch, completions=[completion], kinds=[old.kind], day=day_at_seat(at=at))
