"""What waits for an officer: on the dashboard, a count for each kind of work of the officer's, with its address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from certificates.models import CertificateBatch
from certificates.queries.eligibility import eligible_anywhere
from certificates.rights import APPROVE, CONFIRM_REVOCATION, PREPARE
from cms.desks.assignments.door import MARK as MARK_BY_RUBRIC
from cms.desks.assignments.door import submissions_for
from cms.desks.certificates.door import batches_in, revocations_in
from cms.desks.programmes.door import invitations_in, nominations_in
from cms.desks.questions.door import MARK, attempts_to_mark_by
from courses.assignments.models import Submission
from courses.programmes.models import Invitation, Nomination
from lms.accounts.models import User
from lms.jobs.models import Job
from lms.network.models import City
from lms.network.queries import cities_in_reach_of

NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Officer:
    """Who looks, when, and which cities are in reach."""

    person: User
    at: datetime
    reach: QuerySet[City]


@dataclass(frozen=True)
class Waiting:
    """So many wait at this address."""

    label: str | Promise
    count: int
    href: str


def waiting_for(*, officer: User, at: datetime) -> list[Waiting]:
    """What the officer may do something about; one statement for each kind, whatever waits."""
    who = Officer(officer, at, cities_in_reach_of(officer=officer))
    return [count(who) for right, count in WORK if officer.has_perm(right)]


def _submitted(who: Officer) -> Waiting:
    rows = nominations_in(who.reach).filter(state=Nomination.State.SUBMITTED)
    href = _board("nominations", state=Nomination.State.SUBMITTED)
    return Waiting(_("Nominations to take under review"), rows.count(), href)


def _undecided(who: Officer) -> Waiting:
    rows = nominations_in(who.reach).filter(state=Nomination.State.UNDER_REVIEW)
    href = _board("nominations", state=Nomination.State.UNDER_REVIEW)
    return Waiting(_("Nominations to decide"), rows.count(), href)


def _unsent(who: Officer) -> Waiting:
    rows = invitations_in(who.reach).filter(state=Invitation.State.DRAFT)
    return Waiting(_("Invitations to send"), rows.count(), _board("invitations", state=Invitation.State.DRAFT))


def _unanswered(who: Officer) -> Waiting:
    until = (who.at + NEAR).date()
    rows = invitations_in(who.reach).filter(state=Invitation.State.SENT, reply_by__lte=until)
    href = _board("invitations", state=Invitation.State.SENT, until=until.isoformat())
    return Waiting(_("Invitations without an answer, due within a week"), rows.count(), href)


def _eligible(who: Officer) -> Waiting:
    count = eligible_anywhere(cities=who.reach).count()
    return Waiting(_("Officials to be certified"), count, reverse("certificates_desk:editions"))


def _to_approve(who: Officer) -> Waiting:
    rows = batches_in(who.reach).filter(state=CertificateBatch.State.PREPARED).exclude(prepared_by=who.person)
    found = rows.order_by().aggregate(count=Count("pk", distinct=True), first=Min("pk"))
    only = found["count"] == 1
    href = reverse("certificates_desk:batch", args=[found["first"]]) if only else reverse("certificates_desk:editions")
    return Waiting(_("Batches of certificates to approve"), found["count"], href)


def _to_confirm(who: Officer) -> Waiting:
    rows = revocations_in(who.reach).filter(confirmed_by=None, declined_by=None).exclude(proposed_by=who.person)
    return Waiting(_("Revocations to confirm or decline"), rows.count(), reverse("certificates_desk:revocations"))


def _to_mark_by_rubric(who: Officer) -> Waiting:
    rows = submissions_for(who.person).filter(state=Submission.State.SUBMITTED)
    return Waiting(_("Assignments to mark"), rows.count(), reverse("assignments_desk:queue"))


def _failed(_who: Officer) -> Waiting:
    count = Job.objects.filter(state=Job.State.FAILED).count()
    return Waiting(_("Jobs that failed"), count, f"{reverse('job:index')}?{urlencode({'state': Job.State.FAILED})}")


def _to_mark(who: Officer) -> Waiting:
    rows = attempts_to_mark_by(who.person)
    return Waiting(_("Quiz attempts with essays to mark"), rows.count(), reverse("questions_desk:marking"))


WORK: list[tuple[str, Callable[[Officer], Waiting]]] = [
    ("programmes.change_nomination", _submitted),
    ("programmes.change_nomination", _undecided),
    ("programmes.change_invitation", _unsent),
    ("programmes.change_invitation", _unanswered),
    (PREPARE, _eligible),
    (APPROVE, _to_approve),
    (CONFIRM_REVOCATION, _to_confirm),
    (MARK, _to_mark),
    (MARK_BY_RUBRIC, _to_mark_by_rubric),
    ("jobs.change_job", _failed),
]
"""The right to do the work, and how it is counted."""


def _board(name: str, **narrowed: str) -> str:
    return f"{reverse(f'training:{name}')}?{urlencode(narrowed)}"


class WaitingPanel(Component):
    """First on the dashboard; nothing for those whose work is elsewhere."""

    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.officer = request.user

    def render_html(self, parent_context: dict[str, Any] | None = None) -> str:
        assert isinstance(self.officer, User)  # noqa: S101 - the admin lets nobody in who is not signed in
        work = waiting_for(officer=self.officer, at=timezone.now())
        context = {"work": work, "waits": any(item.count for item in work)}
        return render_to_string("cms/panels/waiting.html", context) if work else ""
