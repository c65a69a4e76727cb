"""What the learner's desk shows of each enrolment: prepared values, no rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from courses.enrolment.models import Enrolment
from courses.enrolment.times import begins_at, deadline_of
from courses.outline.structure import Outline
from courses.progress.guidance import next_lesson
from courses.progress.queries import Standing
from courses.records.addresses import course_address, lesson_address
from lms.accounts.models import User
from lms.design.templatetags.design import whole_percent

State = Enrolment.State
BADGES = {
    State.PENDING: "plain",
    State.ACTIVE: "progressing",
    State.PAUSED: "warning",
    State.COMPLETED: "success",
    State.PARTICIPATED: "success",
    State.INCOMPLETE: "error",
    State.WITHDRAWN: "plain",
}
SECTIONS = {
    "running": (State.ACTIVE, State.PAUSED),
    "upcoming": (State.PENDING,),
    "past": (State.COMPLETED, State.PARTICIPATED, State.INCOMPLETE, State.WITHDRAWN),
}


@dataclass(frozen=True)
class Desk:
    """The desk of one person, in one language, at one moment. `outlines` by primary key of their revisions."""

    person: User
    standings: Sequence[Standing]
    outlines: Mapping[int, Outline]
    language: str
    at: datetime

    def sections(self) -> dict[str, list[dict[str, Any]]]:
        """Entries by section: running (nearest deadline first), upcoming, past (latest first)."""
        groups = [list(group) for _code, group in groupby(self.standings, key=lambda standing: standing.code)]
        sections = {
            name: [self._entry(group) for group in groups if group[0].state in states]
            for name, states in SECTIONS.items()
        }
        sections["running"].sort(key=lambda entry: entry["deadline"])
        sections["upcoming"].sort(key=lambda entry: entry["begins"])
        return sections

    def _entry(self, courses: Sequence[Standing]) -> dict[str, Any]:
        enrolment = courses[0].enrolled.enrolment
        deadline = deadline_of(enrolment)
        return {
            "title": enrolment.edition.programme.title_in(self.language),
            "edition": enrolment.edition.code,
            "city": enrolment.city.name_in(self.language),
            "status": {"label": enrolment.get_state_display(), "kind": BADGES[State(enrolment.state)]},
            "percent": int(sum(course.fraction for course in courses) / len(courses) * 100),
            "courses": [self._course(course) for course in courses],
            "next": self._next(courses) if enrolment.state == State.ACTIVE else None,
            "begins": begins_at(edition=enrolment.edition, city=enrolment.city),
            "deadline": deadline,
            "days_left": (deadline - self.at).days,
            "reason": enrolment.reason,
            "zone": enrolment.city.time_zone,
            "own_zone": self._own_zone(enrolment.city.time_zone),
            "ended_at": enrolment.ended_at,
            "explanation": reverse("explanation", args=[enrolment.code]),
        }

    def _own_zone(self, zone: str) -> str:
        """The learner's own time zone, if it is another than the city's."""
        own = self.person.time_zone
        return own if own and own != zone else ""

    def _course(self, course: Standing) -> dict[str, Any]:
        outline = self._outline(course)
        return {
            "title": outline.text(outline.titles, self.language),
            "href": course_address(outline, self.language),
            "percent": whole_percent(course.fraction),
        }

    def _next(self, courses: Sequence[Standing]) -> dict[str, str] | None:
        """A link into the lesson where the learner goes on: in the course worked in last, else the first open one."""
        begun = [course for course in courses if course.last_lesson and course.fraction < 1]
        for course in [*begun, *courses]:
            outline = self._outline(course)
            lesson = next_lesson(outline, done=course.done, last=course.last_lesson)
            if lesson is not None:
                label = gettext("Continue") if course.last_lesson else gettext("Start")
                title = outline.text(lesson.titles, self.language)
                return {"label": label, "title": title, "href": lesson_address(outline, lesson, self.language)}
        return None

    def _outline(self, course: Standing) -> Outline:
        return self.outlines[course.enrolled.revision_id]
