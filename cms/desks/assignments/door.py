"""Who comes to this desk, and which submissions are theirs."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.desks.programmes.door import DeskView
from cms.desks.teaching import courses_taught_by
from courses.assignments.models import Submission
from courses.assignments.queries import handed_in
from lms.accounts.models import User

MARK = "assignments.mark_submission"
QUEUE = ("queue", _("Assignments to mark"))


class AssignmentsDeskView(DeskView):
    may_read = MARK
    header_icon = "edit"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"assignments_desk:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]


def submissions_for(officer: User) -> QuerySet[Submission]:
    """What was handed in in their courses by others: an instructor of another course does not see it."""
    return handed_in(courses=courses_taught_by(officer)).exclude(enrolment__person=officer)


def submission_or_404(officer: User, pk: int) -> Submission:
    return get_object_or_404(submissions_for(officer).prefetch_related("files"), pk=pk)
