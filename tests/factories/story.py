"""The demo's network with its story walked on, so that every page has something to show.

Besides what the demo lays: Hebron was invited to the open edition and has accepted; of its officials one is drafted,
one returned, one selected who has an account and one who has none. Of the certificates of the finished edition one is
corrected, one revoked, one proposed to be revoked and one about to be corrected.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import TestCase
from django.utils import timezone

from certificates.actions.batches import approve_batch
from certificates.actions.corrections import Correction, prepare_correction
from certificates.actions.revocations import confirm_revocation, propose_revocation
from certificates.models import Certificate, CertificateBatch
from cms.demo.awards import approve, load_signatories, prepare
from cms.demo.cities import load_cities
from cms.demo.editions import APPROVER, OPEN, SECRETARY, load_editions
from cms.demo.management.commands.demo_seed import work_off_jobs
from cms.demo.people import load_people
from courses.programmes.actions.invitations import accept_invitation, draft_invitation, send_invitation
from courses.programmes.actions.nominations import (
    nominate,
    return_nomination,
    review_nomination,
    select_nomination,
    submit_nomination,
)
from courses.programmes.models import Edition, Invitation, Nomination
from lms.accounts.models import User
from lms.network.models import City
from tests.certificates.press import printed

HOME = "hebron"
OFFICIAL, OFFICIAL_ELSEWHERE = "official.hebron1@polidari.example", "official.nairobi@polidari.example"
FOCAL_POINT, FOCAL_POINT_ELSEWHERE = "focal.hebron@polidari.example", "focal.nairobi@polidari.example"
INSTRUCTOR, LEARNER = "instructor@polidari.example", OFFICIAL_ELSEWHERE
NEWCOMER = "nadia.amro@hebron.example"
CORRECTED, REVOKED, PROPOSED, TO_CORRECT = "Kim Min-seo", "Bikash Gurung", "Sita Shrestha", "Batbayar"


def somebody(email: str) -> User:
    return User.objects.get(email=email)


def lay(*, content: Callable[[], object]) -> None:
    """Everything, with the jobs done. `content` lays the site and the courses "foundations" and "inclusion"."""
    at = timezone.now()
    with pytest.MonkeyPatch.context() as patch:
        for place in ("certificates.issuing.render", "certificates.render.render"):
            patch.setattr(place, printed)
        load_cities()
        load_people(at=at)
        load_signatories()
        with TestCase.captureOnCommitCallbacks(execute=True):
            content()
        load_editions(at=at)
        _city_nominates(at)
        for step in (prepare, approve, _correct, _revoke):
            work_off_jobs()
            step(at=at)
        work_off_jobs()


def certificate_of(holder: str, **facts: Any) -> Certificate:
    return Certificate.objects.filter(enrolment__person__display_name=holder, **facts).latest("pk")


def _city_nominates(at: datetime) -> None:
    edition, city = Edition.objects.get(code=OPEN), City.objects.get(slug=HOME)
    secretary, focal_point = {"by": somebody(SECRETARY), "at": at}, {"by": somebody(FOCAL_POINT), "at": at}
    invitation = draft_invitation(edition=edition, city=city, seats=3, reply_by=edition.reply_by, **secretary)
    send_invitation(invitation=invitation, **secretary)
    accept_invitation(invitation=Invitation.objects.get(pk=invitation.pk), **focal_point)
    rows = [
        nominate(invitation=invitation, email=email, display_name=name, title="Head of services", **focal_point)
        for name, email in {
            "Yusuf Salah": "yusuf.salah@hebron.example", "Rania Qawasmi": "official.hebron2@polidari.example",
            "Khaled Natsheh": OFFICIAL, "Nadia Amro": NEWCOMER,
        }.items()
    ]  # fmt: skip
    for row in rows[1:]:
        review_nomination(nomination=submit_nomination(nomination=row, **focal_point), **secretary)
    return_nomination(nomination=rows[1], reason="The title is missing.", **secretary)
    for row in rows[2:]:
        select_nomination(nomination=Nomination.objects.get(pk=row.pk), **secretary)


def _correct(*, at: datetime) -> None:
    for holder in (CORRECTED, TO_CORRECT):
        prepare_correction(
            certificate=certificate_of(holder), correction=Correction(name=holder.upper()), reason="Spelt otherwise.",
            by=somebody(SECRETARY), at=at - timedelta(hours=2),
        )  # fmt: skip
        work_off_jobs()
        if holder == CORRECTED:
            batch = CertificateBatch.objects.latest("pk")
            approve_batch(batch=batch, by=somebody(APPROVER), at=at - timedelta(hours=1))


def _revoke(*, at: datetime) -> None:
    for holder in (REVOKED, PROPOSED):
        proposal = propose_revocation(certificate=certificate_of(holder), reason="error", by=somebody(SECRETARY), at=at)
        if holder == REVOKED:
            confirm_revocation(revocation=proposal, by=somebody(APPROVER), at=at)
