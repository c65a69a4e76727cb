"""What the desk shows of a submission: whose it is only where the assignment does not hide that."""

from courses.assignments.models import Submission
from courses.outline.structure import Outline


def title_of(outline: Outline, submission: Submission, language: str) -> str:
    found = outline.activity(submission.activity_key)
    return outline.text(found[1].titles, language) if found else ""


def author_of(outline: Outline, submission: Submission) -> str:
    """The author's name, or the number of the submission where marking is anonymous."""
    found = outline.activity(submission.activity_key)
    hidden = found is None or found[1].assignment is None or found[1].assignment.anonymous
    return str(submission) if hidden else str(submission.enrolment.person)
