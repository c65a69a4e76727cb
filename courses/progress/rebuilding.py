"""Progress from nothing, many enrolments at a time, to repair it or to compare it with what is held."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline
from courses.progress.actions import fold_enrolment, write_progress
from courses.progress.attainment import attainment_of
from courses.progress.cities import city_figures, fold_city
from courses.progress.folding import Evidence, fold
from courses.progress.models import CityProgress, LearnerProgress, UnfoldedEnrolment
from courses.progress.policy import CourseResult, is_completed
from courses.records.models import LearningRecord

BATCH = 200


@dataclass(frozen=True)
class Recomputed:
    """What one enrolment has reached in one course according to its records, and the row held for it, if any."""

    enrolled: EnrolledCourse
    held: LearnerProgress | None
    outline: Outline
    evidence: Evidence

    def drift(self) -> list[str]:
        """The fields in which the row held differs; all of them if there is none."""
        attained = attainment_of(self.outline, self.evidence)
        expected = {
            "state": self.evidence.model_dump(mode="json"),
            "opened": list(attained.opened),
            "done": list(attained.done),
            "fraction": attained.fraction,
            "score": attained.score,
            "last_lesson": self.evidence.last_lesson,
        }
        return [name for name, value in expected.items() if self.held is None or getattr(self.held, name) != value]


def batches() -> Iterator[list[int]]:
    """Keys of all enrolments, a batch at a time, so that memory stays flat."""
    last = 0
    while keys := list(Enrolment.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        last = keys[-1]


def recomputed(keys: Sequence[int]) -> list[Recomputed]:
    """Every course of these enrolments, in four statements."""
    enrolled = list(EnrolledCourse.objects.filter(enrolment__in=keys).select_related(
        "enrolment__edition", "revision"
    ).defer("revision__data").order_by("enrolment", "position"))  # fmt: skip
    outlines = outlines_of(revisions=[course.revision for course in enrolled])
    held = {(row.enrolment_id, row.course_id): row for row in LearnerProgress.objects.filter(enrolment__in=keys)}
    records = defaultdict(list)
    for record in LearningRecord.objects.filter(enrolment__in=keys).iterator():
        records[record.enrolment_id, record.course_id].append(record)
    return [
        Recomputed(
            course, held.get(place), outlines[course.revision_id],
            fold(Evidence(), records[place], outlines[course.revision_id]),
        )
        for course in enrolled
        for place in [(course.enrolment_id, course.course_id)]
    ]  # fmt: skip


@transaction.atomic
def rebuild(*, keys: Sequence[int], at: datetime) -> None:
    """Write the progress of these enrolments anew, and complete those that are due."""
    rows = Enrolment.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    enrolments = {enrolment.pk: enrolment for enrolment in rows}
    waiting = list(UnfoldedEnrolment.objects.filter(pk__in=keys))
    results = defaultdict(list)
    for one in recomputed(keys):
        course = one.enrolled
        if one.drift():
            row = one.held or LearnerProgress(
                enrolment=course.enrolment, course_id=course.course_id, revision=course.revision
            )
            write_progress(progress=row, outline=one.outline, evidence=one.evidence, at=at)
        results[course.enrolment].append(CourseResult(one.outline, attainment_of(one.outline, one.evidence)))
    for unfolded in waiting:
        UnfoldedEnrolment.objects.filter(pk=unfolded.pk, version=unfolded.version).delete()
    for enrolment, courses in results.items():
        if enrolment.state == Enrolment.State.ACTIVE and is_completed(courses, pass_mark=enrolment.edition.pass_mark):
            fold_enrolment(enrolment_id=enrolment.pk, at=at)
    for edition_id, city_id in sorted({(row.edition_id, row.city_id) for row in enrolments.values()}):
        fold_city(edition_id=edition_id, city_id=city_id, at=at)


def drifted(keys: Sequence[int]) -> Iterator[str]:
    """A line for each enrolment and course whose progress differs; those that wait to be folded are late, not wrong."""
    late = set(UnfoldedEnrolment.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for one in recomputed(keys):
        if one.enrolled.enrolment_id not in late and (fields := one.drift()):
            yield f"{one.enrolled.enrolment.code} {one.outline.slug}: {', '.join(fields)}"


def drifted_cities() -> Iterator[str]:
    """A line for each city whose figures in an edition differ from those of its officials, or are not there at all."""
    held = {(row.edition_id, row.city_id): row for row in CityProgress.objects.all()}
    rows = Enrolment.objects.order_by("edition", "city").values_list("edition", "city", "edition__code", "city__slug")
    for edition_id, city_id, code, slug in rows.distinct():
        row = held.get((edition_id, city_id))
        figures = city_figures(edition_id=edition_id, city_id=city_id)
        if fields := [name for name, value in figures.items() if row is None or getattr(row, name) != value]:
            yield f"{code} {slug}: {', '.join(fields)}"
