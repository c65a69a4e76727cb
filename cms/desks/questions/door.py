"""Who comes to this desk, and what is theirs."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.desks.programmes.door import DeskView
from cms.desks.teaching import courses_taught_by
from courses.assessment.essays.queries import attempts_to_mark
from courses.assessment.models import BankQuestion, QuizAttempt
from lms.accounts.models import User

VIEW, CHANGE = "assessment.view_bankquestion", "assessment.change_bankquestion"
MARK = "assessment.mark_quizattempt"


class QuestionsDeskView(DeskView):
    may_read = VIEW
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"questions_desk:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]


def question_or_404(pk: int) -> BankQuestion:
    return get_object_or_404(BankQuestion.objects.select_related("latest").prefetch_related("tags"), pk=pk)


def attempts_to_mark_by(officer: User) -> QuerySet[QuizAttempt]:
    """Of others in the officer's courses: nobody marks their own."""
    return attempts_to_mark(courses=courses_taught_by(officer)).exclude(enrolment__person=officer)


BANK = ("bank", _("Question bank"))
MARKING = ("marking", _("Essays to mark"))
