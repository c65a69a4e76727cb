"""Who reads: an enrolled person, staff, or anybody."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from courses.enrolment.models import Enrolment
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

    @property
    def learning(self) -> Standing | None:
        """The standing of somebody whose reading counts now."""
        return self.standing if self.standing and self.standing.state == Enrolment.State.ACTIVE else None


def reader_of(person: User | AnonymousUser, *, course_key: UUID) -> Reader:
    """One statement for an enrolled person; a second, about roles, only for who is not enrolled."""
    if not isinstance(person, User):
        return Reader()
    if standing := standing_in(person=person, course_key=course_key):
        return Reader(standing=standing)
    return Reader(staff=is_staff_member(person=person))
