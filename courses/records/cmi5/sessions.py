"""Launching a unit, and handing it the token with which it speaks."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.records.actions import NotInTheOutline
from courses.records.cmi5.models import UnitSession
from courses.records.cmi5.speaking import say
from courses.records.cmi5.statements import locked, settle
from courses.records.cmi5.vocabulary import course_of
from courses.records.models import Attempt
from lms.accounts.models import User
from lms.refusals import Refusal

TOKEN_HOLDS = timedelta(hours=24)
"""From the launch: nobody sits at a unit longer."""


class TokenTaken(Refusal):
    message: ClassVar[str | Promise] = _("The token has been fetched already.")


@dataclass(frozen=True)
class Launch:
    """The secret is told once, in the address that is launched."""

    session: UnitSession
    secret: str


@transaction.atomic
def launch_unit(*, enrolled: EnrolledCourse, attempt: Attempt, unit: int, by: User, at: datetime) -> Launch:
    """Open a session of a unit. Any that was never terminated, of this unit or another, is abandoned (cmi5 9.3.6)."""
    rows = Enrolment.objects.select_related("city").select_for_update(of=("self",), no_key=True)
    check_may_learn(enrolment=rows.get(pk=enrolled.enrolment_id), by=by, at=at)
    if not 0 <= unit < len(course_of(attempt).units):
        raise NotInTheOutline
    abandon_open(attempt=attempt, at=at)
    secret = secrets.token_urlsafe(32)
    session = UnitSession.objects.create(
        attempt=attempt, unit=unit, review=attempt.ended_at is not None, fetch_digest=digest_of(secret), launched_at=at
    )
    say("launched", attempt=attempt, unit=unit, session=session, at=at)
    settle(attempt=attempt, at=at)
    return Launch(session, secret)


@transaction.atomic
def abandon_open(*, attempt: Attempt, at: datetime) -> None:
    """For when the learner is elsewhere than in a unit: a tab was closed before it could say that it ends. What was
    reached until then counts, and one session left open does not hold back the rest."""
    enrolled, attempt = locked(attempt, at)
    for left in attempt.unit_sessions.filter(ended_at=None):
        abandon(session=left, at=at)
    settle(attempt=attempt, at=at, enrolled=enrolled)


def abandon(*, session: UnitSession, at: datetime) -> None:
    UnitSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=at, abandoned=True)
    say("abandoned", attempt=session.attempt, unit=session.unit, session=session, at=at)


@transaction.atomic
def fetch_token(*, session_id: str, secret: str, at: datetime) -> str:
    """The token, as it stands after “Basic”: once for each session that is open. Raises TokenTaken."""
    session = (
        UnitSession.objects.select_for_update()
        .filter(pk=session_id, fetch_digest=digest_of(secret), token_digest="", ended_at=None)
        .first()
    )
    if session is None:
        raise TokenTaken
    token = secrets.token_urlsafe(32)
    session.token_digest = digest_of(token)
    session.save(update_fields=["token_digest"])
    return base64.b64encode(f"{session.pk}:{token}".encode()).decode()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
