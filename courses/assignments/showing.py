"""What pages show of a submission: the learner's own, a peer's, and the desk's."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from courses.assignments.forms import Say, points_in_words
from courses.assignments.models import Mark, PeerReview, Submission, SubmissionFile
from courses.assignments.names import extension_of, without_author
from courses.outline.assignment import Assignment

KINDS = {
    Submission.State.DRAFT: "plain",
    Submission.State.SUBMITTED: "progressing",
    Submission.State.RETURNED: "warning",
    Submission.State.MARKED: "success",
}


def badge_of(submission: Submission) -> dict[str, str]:
    if submission.state == Submission.State.MARKED:
        passed = submission.mark.passed
        return {"label": gettext("Passed"), "kind": "success"} if passed else {
            "label": gettext("Not passed yet"), "kind": "warning"
        }  # fmt: skip
    return {"label": submission.get_state_display(), "kind": KINDS[Submission.State(submission.state)]}


def rubric_of(assignment: Assignment, say: Say, levels: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The rubric as a table's header and rows; with `levels`, only what was chosen."""
    rows = [
        [say(criterion.texts), say(level.texts), points_in_words(level.points)]
        for criterion in assignment.criteria
        for level in criterion.levels
        if levels is None or levels.get(criterion.key) == level.key
    ]
    return {"header": [gettext("Criterion"), gettext("Level"), gettext("Points")], "rows": rows}


def files_of(files: Iterable[SubmissionFile], address: Any, *, hidden: bool) -> list[dict[str, Any]]:
    """What download.html asks for; `address` gives a file's own. Hidden names say nothing about the author."""
    return [
        {
            "code": file.code, "href": address(file), "size": file.size, "type": extension_of(file.name).upper(),
            "title": without_author(file.name, place) if hidden else file.name,
        }
        for place, file in enumerate(files, start=1)
    ]  # fmt: skip


def mark_of(mark: Mark, assignment: Assignment, say: Say) -> dict[str, Any]:
    return {
        "points": mark.points, "most": mark.most, "percent": int(mark.score * 100), "passed": mark.passed,
        "comment": mark.comment, "rubric": rubric_of(assignment, say, mark.levels), "at": mark.at,
    }  # fmt: skip


def review_of(review: PeerReview, assignment: Assignment, say: Say) -> dict[str, Any]:
    return {
        "points": review.points, "most": assignment.points, "comment": review.comment,
        "rubric": rubric_of(assignment, say, review.levels),
    }  # fmt: skip
