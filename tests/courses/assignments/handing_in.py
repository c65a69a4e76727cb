"""An assignment with its learners, and what they and others do about it."""

from typing import Any

import pytest
from django.urls import reverse

from courses.assignments.actions.drafts import begin_draft, save_draft, submit
from courses.assignments.actions.marking import mark
from courses.assignments.models import Submission
from courses.enrolment.models import EnrolledCourse, Enrolment
from courses.programmes.models import Edition
from lms.accounts.models import User
from tests.factories import people
from tests.factories.learning import DURING, course_of, edition, enrolled, person
from tests.factories.outlines import assignment, lesson, outline, published

KEY = "a1"
BEST, WORST, HALF = {"r1": "r1p3", "r2": "r2p2"}, {"r1": "r1p0", "r2": "r2p0"}, {"r1": "r1p3", "r2": "r2p0"}
"""Five, none and three of five points."""


def run(**values: Any) -> Edition:
    """An edition of a course whose first lesson asks for the assignment."""
    return edition(published(outline("foundations", lesson("l1", assignment(KEY, **values)), lesson("l2"))))


def learner(of: Edition | None = None, name: str = "Otieno", **values: Any) -> EnrolledCourse:
    return course_of(enrolled(person(name), run=of or run(**values)))


def drafted(course: EnrolledCourse, text: str = "") -> Submission:
    by = course.enrolment.person
    draft = begin_draft(enrolled=course, activity_key=KEY, by=by, at=DURING)
    return save_draft(enrolled=course, submission=draft, text=text, by=by, at=DURING) if text else draft


def handed_in(course: EnrolledCourse, text: str = "Our city asks first.") -> Submission:
    by = course.enrolment.person
    return submit(enrolled=course, submission=drafted(course, text), by=by, at=DURING)


def marked(submission: Submission, levels: dict[str, str] | None = None, by: User | None = None) -> Submission:
    return mark(
        submission=submission, levels=BEST if levels is None else levels, comment="Well said.",
        by=by or people.instructor(), at=DURING,
    )  # fmt: skip


def address(enrolment: Enrolment, name: str = "assignment", *more: str) -> str:
    return reverse(name, args=[enrolment.code, "foundations", KEY, *more])


@pytest.fixture
def shelf(settings: Any, tmp_path: Any) -> Any:
    """Private storage of the test's own: its folder."""
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    return tmp_path


def files_on(shelf: Any) -> list[str]:
    return sorted(str(path.relative_to(shelf)) for path in shelf.rglob("*") if path.is_file())
