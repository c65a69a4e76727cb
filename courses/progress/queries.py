"""How a learner stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, FilteredRelation, Q, QuerySet, Value, When

from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.outline.models import Course
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline
from courses.progress.compiled import Compiled
from courses.progress.folding import Evidence
from lms.accounts.models import User

State = Enrolment.State
PREFERRED = (
    State.ACTIVE, State.PAUSED, State.PENDING, State.COMPLETED, State.PARTICIPATED, State.INCOMPLETE, State.WITHDRAWN
)  # fmt: skip
READ_FOR_A_LESSON = (
    "course__slug", "revision__digest", "enrolment__code", "enrolment__state", "enrolment__ends_on",
    "enrolment__person",
    "enrolment__edition__code", "enrolment__edition__starts_on", "enrolment__city__name", "enrolment__city__time_zone",
    "enrolment__city__weekend",
)  # fmt: skip
ANY_PERSON, ANY_COURSE = -1, UUID(int=0)
"""Stand for who and what is asked in a statement that is compiled once; nobody and nothing has these keys."""


@dataclass(frozen=True)
class Standing:
    """How a person stands in a course. `code` is the enrolment's; `enrolled` is what the record actions ask for.

    `done` and `opened` are keys of lessons; `fraction` is 0 to 1; `version` grows with every change of these.
    """

    enrolled: EnrolledCourse
    code: str
    state: str
    course_slug: str
    edition_code: str
    starts_on: date
    ends_on: date
    done: frozenset[str]
    opened: frozenset[str]
    fraction: Decimal
    score: Decimal | None
    last_lesson: str
    version: int
    folded_at: datetime | None

    @property
    def may_learn(self) -> bool:
        """Whether the enrolment is active; the actions look at the deadline as well."""
        return self.state == State.ACTIVE


def standing_in(*, person: User, course_key: UUID | str) -> Standing | None:
    """The person's standing in a course, or None without an enrolment. One statement.

    Of several enrolments the active one counts, else the one that is nearest to it, else the latest.
    """
    asked = {ANY_PERSON: person.pk, _of_course(ANY_COURSE): _of_course(course_key)}
    return next(map(standing_from, _preferred().rows(asked)), None)


def _of_course(key: UUID | str) -> object:
    return Course._meta.get_field("key").get_db_prep_value(key, connection)


@cache
def _preferred() -> Compiled[EnrolledCourse]:
    """The course of the enrolment that counts. Every view of a lesson asks this; no more is read than needed."""
    order = Case(*(When(enrolment__state=state, then=Value(place)) for place, state in enumerate(PREFERRED)))
    rows = with_progress().filter(enrolment__person=ANY_PERSON, course__key=ANY_COURSE)
    joined = rows.select_related(None).select_related("course", "revision", "enrolment__edition", "enrolment__city")
    ordered = joined.only(*READ_FOR_A_LESSON).order_by(order, "-enrolment__enrolled_at", "-enrolment")
    return Compiled(ordered[:1])


def with_progress() -> QuerySet[EnrolledCourse]:
    """Enrolled courses with everything a page shows of them; the progress is joined in by `standing_from`."""
    rows = EnrolledCourse.objects.select_related(
        "enrolment__edition__programme", "enrolment__city", "course", "revision"
    ).defer("revision__data", "enrolment__edition__programme__description")
    progress = FilteredRelation("enrolment__progress", condition=Q(enrolment__progress__course=F("course")))
    fields = ("done", "opened", "fraction", "score", "last_lesson", "version", "folded_at")
    return rows.alias(held=progress).annotate(**{f"held_{name}": F(f"held__{name}") for name in fields})


def standing_from(row: EnrolledCourse) -> Standing:
    """The standing in a row of `with_progress`."""
    held = vars(row)
    enrolment = row.enrolment
    return Standing(
        enrolled=row,
        code=enrolment.code,
        state=enrolment.state,
        course_slug=row.course.slug,
        edition_code=enrolment.edition.code,
        starts_on=enrolment.edition.starts_on,
        ends_on=enrolment.ends_on,
        done=frozenset(held["held_done"] or ()),
        opened=frozenset(held["held_opened"] or ()),
        fraction=held["held_fraction"] or Decimal(0),
        score=held["held_score"],
        last_lesson=held["held_last_lesson"] or "",
        version=held["held_version"] or 0,
        folded_at=held["held_folded_at"],
    )


def standings_of(*, person: User) -> Sequence[Standing]:
    """Every course of every enrolment of the person, the latest enrolment first. One statement."""
    rows = with_progress().filter(enrolment__person=person).order_by("-enrolment__enrolled_at", "enrolment", "position")
    return [standing_from(row) for row in rows]


def explained_courses(*, enrolment: Enrolment) -> list[tuple[Outline, Evidence, datetime | None]]:
    """Outline, evidence and time of the last fold of each course. One statement once the outlines are held."""
    rows = list(with_progress().annotate(held_state=F("held__state")).filter(enrolment=enrolment).order_by("position"))
    outlines = outlines_of(revisions=[row.revision for row in rows])
    return [
        (outlines[row.revision_id], Evidence.model_validate(vars(row)["held_state"] or {}), vars(row)["held_folded_at"])
        for row in rows
    ]
