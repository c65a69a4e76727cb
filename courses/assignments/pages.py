"""What the page of an assignment shows its learner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from courses.assignments.actions.drafts import check_may_begin
from courses.assignments.forms import DraftForm
from courses.assignments.models import PeerReview, Submission, SubmissionFile, Upload
from courses.assignments.queries import due_at, reviews_for
from courses.assignments.showing import badge_of, files_of, mark_of, review_of, rubric_of
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse
from courses.outline.assignment import Assignment
from courses.outline.structure import (
    Activity,
    Lesson,
    Outline,
    Texts,
)
from courses.records.addresses import course_address, lesson_address
from lms.accounts.models import User
from lms.refusals import Refusal

State = Submission.State
SPOKEN_OF = (State.RETURNED, State.MARKED)


@dataclass(frozen=True)
class AssignmentPage:
    """An assignment for one learner in one language: where it stands in the course, and what was handed in."""

    enrolled: EnrolledCourse
    outline: Outline
    lesson: Lesson
    activity: Activity
    assignment: Assignment
    submissions: Sequence[Submission]
    language: str
    learner: User
    at: datetime

    def address(self, name: str = "assignment", *more: str) -> str:
        place = (self.enrolled.enrolment.code, self.enrolled.course.slug, self.activity.key)
        return reverse(name, args=[*place, *more])

    @property
    def latest(self) -> Submission | None:
        return self.submissions[-1] if self.submissions else None

    @property
    def draft(self) -> Submission | None:
        return self.latest if self.latest and self.latest.state == State.DRAFT else None

    @property
    def closed(self) -> str:
        """Why nothing can be handed in now, or nothing."""
        return self._refused(lambda: check_may_learn(enrolment=self.enrolled.enrolment, by=self.learner, at=self.at))

    @property
    def may_begin(self) -> bool:
        earlier = list(self.submissions)
        return not self.closed and not self._refused(
            lambda: check_may_begin(assignment=self.assignment, earlier=earlier)
        )

    def say(self, texts: Texts) -> str:
        return self.outline.text(texts, self.language)

    def frame(self) -> dict[str, Any]:
        lesson = {
            "label": self.say(self.lesson.titles), "href": lesson_address(self.outline, self.lesson, self.language)
        }  # fmt: skip
        course = {"label": self.say(self.outline.titles), "href": course_address(self.outline, self.language)}
        return {
            "title": self.say(self.activity.titles) or gettext("Assignment"),
            "breadcrumb": [{"label": gettext("My learning"), "href": reverse("my_learning")}, course, lesson],
            "lesson": lesson,
            "address": self.address(),
            "closed": self.closed,
            "due": due_at(enrolled=self.enrolled, assignment=self.assignment),
            "zone": self.enrolled.enrolment.city.time_zone,
            "city": self.enrolled.enrolment.city.name_in(self.language),
        }

    def shown(self, form: DraftForm | None = None) -> dict[str, Any]:
        earlier = [one for one in self.submissions if one is not self.draft]
        return self.frame() | {
            "assignment": self.assignment,
            "instructions": self.say(self.assignment.instructions),
            "rubric": rubric_of(self.assignment, self.say),
            "draft": self._draft(form),
            "returned": self._returned(),
            "may_begin": self.may_begin and not self.draft,
            "earlier": [self._handed_in(one) for one in reversed(earlier)],
            "reviews": self._to_review(),
        }

    def _draft(self, form: DraftForm | None) -> dict[str, Any] | None:
        if self.draft is None or self.closed:
            return None
        files, under_way = list(self.draft.files.all()), list(self.draft.uploads.filter(file=None))
        return {
            "form": form or DraftForm(initial={"text": self.draft.text}),
            "number": self.draft.number,
            "files": files_of(files, self._file, hidden=False),
            "under_way": [_arrived(upload) for upload in under_way],
            "uploads": self.address("assignment_uploads"),
            "accept": ",".join(f".{extension}" for extension in self.assignment.extensions),
            "room": self.assignment.files - len(files),
        }

    def _returned(self) -> Submission | None:
        """The one whose reason the learner is to read now."""
        returned = [one for one in self.submissions[-2:] if one.state == State.RETURNED]
        return returned[-1] if returned and self.latest and self.latest.state in (State.RETURNED, State.DRAFT) else None

    def _handed_in(self, submission: Submission) -> dict[str, Any]:
        marked = submission.state == State.MARKED
        return {
            "number": submission.number, "badge": badge_of(submission), "at": submission.submitted_at,
            "late": submission.late, "text": submission.text, "reason": submission.reason,
            "files": files_of(submission.files.all(), self._file, hidden=False),
            "mark": mark_of(submission.mark, self.assignment, self.say) if marked else None,
            "reviews": self._received(submission) if submission.state in SPOKEN_OF else [],
        }  # fmt: skip

    def _received(self, submission: Submission) -> list[dict[str, Any]]:
        complete = [one for one in submission.reviews.all() if one.state == PeerReview.State.COMPLETE]
        return [review_of(one, self.assignment, self.say) for one in complete]

    def _to_review(self) -> list[dict[str, Any]]:
        if not self.assignment.peers:
            return []
        rows = reviews_for(
            enrolment=self.enrolled.enrolment, course_id=self.enrolled.course_id, activity_key=self.activity.key
        )
        return [
            {
                "number": place, "href": self.address("assignment_review", one.code),
                "done": one.state == PeerReview.State.COMPLETE,
            }
            for place, one in enumerate(rows, start=1)
        ]  # fmt: skip

    def _file(self, file: SubmissionFile) -> str:
        return self.address("assignment_file", file.code)

    def _refused(self, check: Any) -> str:
        try:
            check()
        except Refusal as refusal:
            return str(refusal)
        return ""


def _arrived(upload: Upload) -> dict[str, Any]:
    return {"code": upload.code, "name": upload.name, "percent": upload.offset * 100 // upload.total}
