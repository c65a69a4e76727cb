"""Printing a whole batch: the loop that a worker runs, safe to repeat and safe in two workers at once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from certificates import files
from certificates.actions.printing import (
    claim_certificate,
    finish_batch,
    forget_failures,
    in_state,
    issue_certificate,
    note_failure,
    note_preview,
)
from certificates.models import Certificate
from certificates.queries.batches import counts_of
from certificates.render import RenderError, render
from certificates.texts import document_of
from lms.jobs.current import report_progress
from lms.network.seat import day_at_seat
from lms.refusals import Refusal

Clock = Callable[[], datetime]
Tell = Callable[[int, int], None]
"""Told how many of how many are done, after each."""
NO_NUMBER = "—"
State = Certificate.State


class NotPrinted(Refusal):
    message: ClassVar[str | Promise] = _("%(count)s certificates could not be printed; see each for the reason.")


class HeldByAnother(Exception):
    """Another worker still holds certificates of this batch: look again later."""


def preview_batch(*, batch_id: int, now: Clock, tell: Tell | None = None) -> None:
    """Print every queued certificate once without keeping it, so that what cannot be printed is known in time.

    Raises HeldByAnother as issue_batch does.
    """
    forget_failures(batch_id=batch_id)
    while certificate := claim_certificate(batch_id=batch_id, state=State.QUEUED, at=now()):
        note_preview(certificate=certificate, failure=_refusal_of(certificate, day_at_seat(at=now())))
        _report(batch_id, now, tell)
    if in_state(batch_id=batch_id, state=State.QUEUED):
        raise HeldByAnother(batch_id)


def issue_batch(*, batch_id: int, now: Clock, tell: Tell | None = None) -> None:
    """Print, store and issue every approved certificate, and close the batch.

    Raises NotPrinted when some cannot be printed at all, after the others are issued; HeldByAnother when another
    worker is not done yet.
    """
    forget_failures(batch_id=batch_id)
    while certificate := claim_certificate(batch_id=batch_id, state=State.APPROVED, at=now()):
        _issue(certificate, now)
        _report(batch_id, now, tell)
    left = in_state(batch_id=batch_id, state=State.APPROVED)
    if failed := [certificate for certificate in left if certificate.failure]:
        raise NotPrinted(count=len(failed))
    if left:
        raise HeldByAnother(batch_id)
    finish_batch(batch_id=batch_id, at=now())


def _issue(certificate: Certificate, now: Clock) -> None:
    assert certificate.number  # noqa: S101 - tells the type checker what the database's constraint says
    assert certificate.year  # noqa: S101 - likewise
    try:
        pdf = render(document_of(certificate))
    except RenderError as refused:
        note_failure(certificate=certificate, failure=_in_words(refused, certificate))
        return
    file = files.keep(year=certificate.year, number=certificate.number, pdf=pdf)
    issue_certificate(certificate=certificate, file=file, sha256=files.digest_of(pdf), at=now())


def _refusal_of(certificate: Certificate, day: date) -> str:
    try:
        render(document_of(certificate, number=NO_NUMBER, issued_on=day))
    except RenderError as refused:
        return _in_words(refused, certificate)
    return ""


def _in_words(refused: RenderError, certificate: Certificate) -> str:
    """Why, in the language of the officer who prepared the batch and will read it at the desk."""
    with override(certificate.batch.prepared_by.language):
        return str(refused)


def _report(batch_id: int, now: Clock, tell: Tell | None) -> None:
    counts = counts_of(batch_id=batch_id)
    report_progress(done=counts.done, total=counts.total, at=now())
    if tell:
        tell(counts.done, counts.total)
