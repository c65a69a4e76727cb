"""Who reads: an enrolled person, staff, or anybody."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from courses.enrolment.models import Enrolment
from courses.outline.queries import outline_of
from courses.progress.queries import Standing, standing_in
from lms.accounts.models import User
from lms.accounts.queries import is_staff_member

READING = frozenset(
    {
        Enrolment.State.ACTIVE,
        Enrolment.State.COMPLETED,
        Enrolment.State.PARTICIPATED,
        Enrolment.State.INCOMPLETE,
        Enrolment.State.PAUSED,
    }
)


@dataclass(frozen=True)
class Reader:
    standing: Standing | None = None
    staff: bool = False

    @property
    def may_read(self) -> bool:
        """Lessons are for who is or was enrolled, and for those who write and run the courses."""
        return self.staff or (self.standing is not None and self.standing.state in READING)

    def learning(self, lesson_key: str) -> Standing | None:
        """The standing of somebody for whom this lesson counts now: active, and the lesson was there at enrolment."""
        if self.standing is None or not self.standing.may_learn:
            return None
        outline = outline_of(revision=self.standing.enrolled.revision)
        return self.standing if outline.lesson(lesson_key) else None


def reader_of(person: User | AnonymousUser, *, course_key: UUID) -> Reader:
    """One statement for an enrolled person; a second, about roles, only for who is not enrolled."""
    if not isinstance(person, User):
        return Reader()
    if standing := standing_in(person=person, course_key=course_key):
        return Reader(standing=standing)
    return Reader(staff=is_staff_member(person=person))
