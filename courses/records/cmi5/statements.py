"""Taking what units say, and telling what it comes to.

The seam: a full record store takes the place of the rows here.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.records.attempts.actions import claim_result
from courses.records.cmi5.models import UnitSession, UnitStatement
from courses.records.cmi5.rules import NotAllowed, Said, Sitting, checked, score_of
from courses.records.cmi5.satisfaction import claim_of, satisfied_blocks, satisfied_units
from courses.records.cmi5.speaking import say
from courses.records.cmi5.vocabulary import activity_of, actor_of, course_of, registration_of
from courses.records.models import Attempt, LearningRecord
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal

MOST = 2_000
"""Statements of one attempt."""
_ONCE = UUID("6f6a3d0e-1f0b-5f0e-8d53-7c8f2d1b4a20")


class Conflict(Refusal):
    """What xAPI answers with 409."""

    message: ClassVar[str | Promise] = _("Another statement has this id.")


class EnoughSaid(Refusal):
    message: ClassVar[str | Promise] = _("This package has sent %(times)s statements; that is enough.")


@transaction.atomic
def take_statements(*, session: UnitSession, statements: Sequence[Any], at: datetime) -> list[UUID]:
    """Keep all of them, in order, or none. One that is known already changes nothing if it says the same."""
    enrolled, attempt = locked(session.attempt, at)
    ids = []
    for statement in statements:
        session.refresh_from_db()
        ids.append(_take(session, attempt, statement, at))
    session.refresh_from_db(fields=["ended_at"])
    settle(attempt=attempt, at=at, enrolled=enrolled, claims=session.ended_at is not None)
    return ids


def _take(session: UnitSession, attempt: Attempt, statement: Any, at: datetime) -> UUID:
    known = UnitStatement.objects.filter(pk=statement.get("id")).first() if _has_id(statement) else None
    if known:
        if known.session_id != session.pk or known.statement != statement:
            raise Conflict
        return known.pk
    if attempt.unit_statements.count() >= MOST:
        raise EnoughSaid(times=MOST)
    said = checked(statement, _sitting(session, attempt))
    UnitStatement.objects.create(
        id=said.id, attempt=attempt, session=session, unit=session.unit, verb=said.verb, object_id=said.object_id,
        statement=said.statement, stored_at=at,
    )  # fmt: skip
    _note(session, said, at)
    return said.id


def _note(session: UnitSession, said: Said, at: datetime) -> None:
    fields = {"initialized": "initialized_at", "terminated": "ended_at"}
    if said.verb in fields:
        UnitSession.objects.filter(pk=session.pk).update(**{fields[said.verb]: at})


def settle(
    *, attempt: Attempt, at: datetime, enrolled: EnrolledCourse | None = None, claims: bool = True
) -> LearningRecord | None:
    """Say what is satisfied and was not; where the course is, and `claims`, record what it comes to."""
    course, said = course_of(attempt), verbs_of(attempt)
    units = satisfied_units(course, said)
    for place, unit in enumerate(course.units):
        if unit.key in units and "satisfied" not in said.get(place, frozenset()):
            say("satisfied", attempt=attempt, unit=place, at=at)
    whole = {course.key} if len(units) == len(course.units) else set()
    known = set(attempt.unit_statements.filter(verb="satisfied", unit=None).values_list("object_id", flat=True))
    for key in sorted((satisfied_blocks(course, units) | whole) - known):
        say("satisfied", attempt=attempt, about=key, at=at)
    attempt.refresh_from_db(fields=["ended_at"])
    claim = claim_of(course, said, scores_of(attempt)) if claims and not attempt.ended_at else None
    # A unit that needs nothing is satisfied as soon as it is launched; its end is waited for.
    if claim is None or attempt.unit_sessions.filter(ended_at=None).exists():
        return None
    enrolled = enrolled or locked(attempt, at)[0]
    return claim_result(
        enrolled=enrolled, attempt=attempt, claim=claim, key=uuid5(_ONCE, attempt.code), by=attempt.enrolment.person,
        at=at,
    )  # fmt: skip


@transaction.atomic
def waive_unit(*, attempt: Attempt, unit: int, reason: str, by: User, at: datetime) -> UnitStatement:
    """Staff let a unit count as satisfied (cmi5 9.3.7). Audited."""
    enrolled, attempt = locked(attempt, at)
    if "waived" in verbs_of(attempt).get(unit, frozenset()):
        raise NotAllowed(part="waived")
    session = UnitSession.objects.create(
        attempt=attempt, unit=unit, fetch_digest=f"waived:{attempt.pk}:{unit}"[:64], launched_at=at, ended_at=at
    )
    waived = say("waived", attempt=attempt, unit=unit, session=session, reason=reason, at=at)
    audit(action="unit.waived", target=attempt.enrolment, by=by, at=at, unit=unit, reason=reason)
    settle(attempt=attempt, at=at, enrolled=enrolled)
    return waived


def locked(attempt: Attempt, at: datetime) -> tuple[EnrolledCourse, Attempt]:
    """The enrolment is locked so that all who speak of it take turns; refused to who may not learn now."""
    rows = Enrolment.objects.select_related("city", "person").select_for_update(of=("self",), no_key=True)
    enrolment = rows.get(pk=attempt.enrolment_id)
    check_may_learn(enrolment=enrolment, by=enrolment.person, at=at)
    courses = EnrolledCourse.objects.select_related("enrolment__city", "course", "revision")
    enrolled = courses.get(enrolment=attempt.enrolment_id, course=attempt.course_id)
    return enrolled, Attempt.objects.select_related("revision", "enrolment__person").get(pk=attempt.pk)


def verbs_of(attempt: Attempt) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for unit, verb in attempt.unit_statements.exclude(verb="").exclude(unit=None).values_list("unit", "verb"):
        found.setdefault(unit or 0, set()).add(verb)
    return {unit: frozenset(verbs) for unit, verbs in found.items()}


def scores_of(attempt: Attempt) -> dict[int, Decimal]:
    """The best scaled score of each unit that was judged."""
    best: dict[int, Decimal] = {}
    for one in attempt.unit_statements.filter(verb__in=["passed", "failed"]):
        scaled = score_of(one.statement)
        if scaled is not None and one.unit is not None:
            best[one.unit] = max(best.get(one.unit, Decimal(0)), scaled)
    return best


def _sitting(session: UnitSession, attempt: Attempt) -> Sitting:
    return Sitting(
        unit=course_of(attempt).units[session.unit], actor=actor_of(attempt),
        activity=activity_of(attempt, session.unit), registration=registration_of(attempt), session=session.pk,
        review=session.review, ended=session.ended_at is not None,
        of_session=frozenset(session.statements.values_list("verb", flat=True)),
        of_unit=verbs_of(attempt).get(session.unit, frozenset()),
    )  # fmt: skip


def _has_id(statement: Any) -> bool:
    try:
        return bool(UUID(statement["id"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
