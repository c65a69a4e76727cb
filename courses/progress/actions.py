"""Folding an enrolment's records into its progress, and deciding what follows."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from courses.assessment.queries import awaits_a_score
from courses.enrolment.actions import end_enrolment, mark_incomplete
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.enrolment.times import is_over
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline
from courses.progress.attainment import attainment_of
from courses.progress.cities import fold_city
from courses.progress.events import CourseCompleted
from courses.progress.folding import Evidence, fold
from courses.progress.models import Completion, LearnerProgress, UnfoldedEnrolment
from courses.progress.policy import CourseResult, edition_score, evidence_of, is_completed, took_part
from courses.records.models import LearningRecord
from lms.outbox.events import publish


@transaction.atomic
def fold_enrolment(*, enrolment_id: int, from_nothing: bool = False, at: datetime) -> None:
    """Bring an enrolment's progress up to date with its records, its city's with it, and complete it if it is due.

    Only records that wait are read, or all of them `from_nothing`. Folds of one enrolment take turns; its learner may
    record more meanwhile, which leaves it noted as unfolded.
    """
    enrolment = _locked(enrolment_id)
    waiting = UnfoldedEnrolment.objects.filter(pk=enrolment_id).first()
    records = LearningRecord.objects.filter(enrolment=enrolment)
    if not from_nothing:
        records = records.filter(stored_at__gte=waiting.since) if waiting else records.none()
    results = [_fold_course(*course, from_nothing, at) for course in _courses_with(enrolment, list(records))]
    if waiting:
        UnfoldedEnrolment.objects.filter(pk=enrolment_id, version=waiting.version).delete()
    _decide(enrolment, results, at)
    fold_city(edition_id=enrolment.edition_id, city_id=enrolment.city_id, at=at)


@transaction.atomic
def close_enrolment(*, enrolment_id: int, at: datetime) -> None:
    """After the deadline: completed if the records say so, else participated or incomplete by the policy.

    While an attempt at a quiz has no score yet, only completed: marks that come late count as if they had come in time.
    """
    # Asked before the fold: a score that comes between the two is then waited for once more, and never missed.
    awaited = awaits_a_score(enrolment=_locked(enrolment_id))
    fold_enrolment(enrolment_id=enrolment_id, at=at)
    enrolment = _locked(enrolment_id)
    if awaited or enrolment.state != Enrolment.State.ACTIVE or not is_over(enrolment, at=at):
        return
    results = course_results(enrolment=enrolment)
    if took_part(results, attendance_minimum=enrolment.edition.attendance_minimum):
        _complete(enrolment, results, Completion.Outcome.PARTICIPATED, at)
    else:
        mark_incomplete(enrolment=enrolment, by=None, at=at)
    fold_city(edition_id=enrolment.edition_id, city_id=enrolment.city_id, at=at)


def course_results(*, enrolment: Enrolment) -> list[CourseResult]:
    """Each course with what is attained, from the progress as it was last folded."""
    return [
        CourseResult(outline, attainment_of(outline, Evidence.model_validate(progress.state)))
        for _course, progress, outline, _records in _courses_with(enrolment, [])
    ]


def _locked(enrolment_id: int) -> Enrolment:
    """The lock that folds of one enrolment take turns by; it leaves room for new records, which point at the row."""
    rows = Enrolment.objects.select_related("edition", "city").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=enrolment_id)


Course = tuple[EnrolledCourse, LearnerProgress, Outline, list[LearningRecord]]


def _courses_with(enrolment: Enrolment, records: Iterable[LearningRecord]) -> list[Course]:
    """Each enrolled course with its progress (new if there is none), its outline and its share of `records`."""
    enrolled = list(enrolment.courses.select_related("revision").defer("revision__data").order_by("position"))
    outlines = outlines_of(revisions=[course.revision for course in enrolled])
    held = {progress.course_id: progress for progress in enrolment.progress.all()}
    return [
        (
            course,
            held.get(course.course_id)
            or LearnerProgress(enrolment=enrolment, course_id=course.course_id, revision=course.revision),
            outlines[course.revision_id],
            [record for record in records if record.course_id == course.course_id],
        )
        for course in enrolled
    ]


def _fold_course(
    enrolled: EnrolledCourse, progress: LearnerProgress, outline: Outline, records: list[LearningRecord],
    from_nothing: bool, at: datetime,
) -> CourseResult:  # fmt: skip
    known = Evidence() if from_nothing else Evidence.model_validate(progress.state)
    evidence = fold(known, records, outline)
    if progress.pk is None or from_nothing or evidence != known:
        write_progress(progress=progress, outline=outline, evidence=evidence, at=at)
    elif records:
        LearnerProgress.objects.filter(pk=progress.pk).update(folded_at=at)
    return CourseResult(outline, attainment_of(outline, evidence))


def write_progress(*, progress: LearnerProgress, outline: Outline, evidence: Evidence, at: datetime) -> None:
    """Set and save everything that follows from the evidence."""
    attained = attainment_of(outline, evidence)
    progress.state = evidence.model_dump(mode="json")
    progress.opened, progress.done = list(attained.opened), list(attained.done)
    progress.fraction, progress.score = attained.fraction, attained.score
    progress.last_lesson, progress.last_active_at = evidence.last_lesson, evidence.last_at
    progress.version = F("version") + 1 if progress.pk else 1
    progress.folded_at = at
    progress.save()


def _decide(enrolment: Enrolment, results: list[CourseResult], at: datetime) -> None:
    if enrolment.state == Enrolment.State.ACTIVE and is_completed(results, pass_mark=enrolment.edition.pass_mark):
        _complete(enrolment, results, Completion.Outcome.COMPLETED, at)


def _complete(enrolment: Enrolment, results: list[CourseResult], outcome: str, at: datetime) -> None:
    """The decision, with the policy and the evidence of its day; nothing changes it afterwards."""
    edition = enrolment.edition
    Completion.objects.create(
        enrolment=enrolment,
        outcome=outcome,
        score=edition_score(results),
        hours=sum(result.outline.hours for result in results),
        policy={"pass_mark": edition.pass_mark, "attendance_minimum": edition.attendance_minimum},
        evidence={"courses": evidence_of(results)},
        decided_at=at,
    )
    end_enrolment(enrolment=enrolment, outcome=outcome, at=at)
    publish(CourseCompleted(enrolment_id=enrolment.pk, outcome=outcome), at=at)
