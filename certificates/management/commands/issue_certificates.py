"""issue_certificates --edition CODE: prepares, previews, approves and issues all that an edition has earned."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates.actions.batches import NobodyEligible, approve_batch, prepare_batch
from certificates.issuing import HeldByAnother, issue_batch, preview_batch
from certificates.models import CertificateBatch
from certificates.rights import APPROVE, PREPARE
from courses.programmes.models import Edition
from lms.accounts.models import User
from lms.accounts.queries import account_with
from lms.refusals import Refusal

A_MOMENT = 1
"""Seconds; what a killed worker held is free after certificates.actions.printing.HOLD."""


class Command(BaseCommand):
    help = (
        "Issues every certificate that an edition has earned: prepared in the name of one officer, approved in that of "
        "another. What an earlier run left approved is issued first. Nothing to do is success."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--edition", required=True, metavar="CODE")
        parser.add_argument("--preparer", metavar="EMAIL", help="by default, the first officer who may prepare")
        parser.add_argument("--approver", metavar="EMAIL", help="by default, the first other officer who may approve")

    def handle(self, *, edition: str, preparer: str | None, approver: str | None, **options: Any) -> None:
        run = Edition.objects.filter(code=edition).first()
        if run is None:
            raise CommandError(f"There is no edition {edition}.", returncode=2)
        try:
            self._resume(run)
            prepared_by = _officer(preparer, PREPARE)
            approved_by = _officer(approver, APPROVE, other_than=prepared_by)
            self._issue_new(run, prepared_by, approved_by)
        except Refusal as refused:
            raise CommandError(str(refused)) from refused

    def _resume(self, edition: Edition) -> None:
        for batch in CertificateBatch.objects.filter(edition=edition, state=CertificateBatch.State.APPROVED):
            self._issue(batch)

    def _issue_new(self, edition: Edition, prepared_by: User, approved_by: User) -> None:
        try:
            batch = prepare_batch(edition=edition, by=prepared_by, at=timezone.now())
        except NobodyEligible as nobody:
            self.stdout.write(str(nobody))
            return
        self.stdout.write(f"prepared: {batch.certificates.count()}")
        self._run(preview_batch, batch, "previewed")
        batch = approve_batch(batch=batch, by=approved_by, at=timezone.now())
        self.stdout.write(f"approved: {batch.certificates.count()}")
        self._issue(batch)

    def _issue(self, batch: CertificateBatch) -> None:
        self._run(issue_batch, batch, "issued")

    def _run(self, loop: Callable[..., None], batch: CertificateBatch, what: str) -> None:
        """Share the work with any worker that has taken it up meanwhile, and return when all is done."""

        def tell(done: int, total: int) -> None:
            self.stdout.write(f"{what}: {done} of {total}")

        while True:
            try:
                return loop(batch_id=batch.pk, now=timezone.now, tell=tell)
            except HeldByAnother:
                time.sleep(A_MOMENT)


def _officer(email: str | None, right: str, other_than: User | None = None) -> User:
    """The officer named, or the first active one who has the right and whose reach is not limited to a region."""
    if email:
        found = account_with(email=email)
    else:
        everyone = User.objects.filter(is_active=True, is_staff=True, regional_offices=None).order_by("pk")
        found = next((user for user in everyone if user != other_than and user.has_perm(right)), None)
    if found is None:
        raise CommandError(f"No account {email or f'has the right {right}'}.", returncode=2)
    return found
