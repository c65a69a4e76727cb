"""Marking essays: the queue, and one attempt after the other."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.desks.questions.door import MARK, MARKING, QuestionsDeskView, attempts_to_mark_by
from cms.desks.questions.forms import MarkForm
from courses.assessment.essays.actions import mark_essays
from courses.assessment.essays.queries import essays_of, quiz_of
from courses.assessment.models import QuizAttempt
from courses.assessment.queries import enrolled_of
from courses.outline.queries import outline_of
from lms.refusals import Refusal

ROWS = 50


class Queue(QuestionsDeskView):
    may_read = MARK
    page_title = gettext_lazy("Essays to mark")
    header_icon = "edit"
    template_name = "questions_desk/queue.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(attempts_to_mark_by(self.officer), ROWS).get_page(request.GET.get("p"))
        pages = page.paginator.get_elided_page_range(page.number)
        return self.show(rows=list(page.object_list), page=page, pages=pages)


class MarkAttempt(QuestionsDeskView):
    """POST: the marks. Then the next attempt that waits."""

    may_read = may_act = MARK
    trail = [MARKING]
    header_icon = "edit"
    template_name = "questions_desk/mark.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    @property
    def attempt(self) -> QuizAttempt:
        if not hasattr(self, "_attempt"):
            self._attempt = get_object_or_404(attempts_to_mark_by(self.officer), pk=self.pk)
        return self._attempt

    def get_page_title(self) -> str:
        return _("%(course)s: attempt of %(learner)s") % {
            "course": self.attempt.course.title, "learner": self.attempt.enrolment.person
        }  # fmt: skip

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid() or not self._mark(form):
            return self._page(form)
        messages.success(request, _("The marks are given; the score is final."))
        following = attempts_to_mark_by(self.officer).first()
        return redirect("questions_desk:mark", following.pk) if following else redirect("questions_desk:marking")

    def _mark(self, form: MarkForm) -> bool:
        try:
            mark_essays(
                attempt=self.attempt, points=form.points(), comments=form.comments(), by=self.officer,
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

    def _form(self, data: Any) -> MarkForm:
        self._enrolled = enrolled_of(attempt=self.attempt)
        quiz = quiz_of(enrolled=self._enrolled, attempt=self.attempt)
        return MarkForm(data, essays=essays_of(quiz=quiz, attempt=self.attempt))

    def _page(self, form: MarkForm | None) -> HttpResponse:
        form = form or self._form(None)
        outline, language = outline_of(revision=self._enrolled.revision), get_language() or ""
        parts = [
            {
                "text": outline.text(essay.texts, language), "answer": self.attempt.answers[essay.key],
                "points": points, "comment": comment,
            }
            for essay, points, comment in form.parts()
        ]  # fmt: skip
        waiting = attempts_to_mark_by(self.officer).count()
        return self.show(form=form, parts=parts, attempt=self.attempt, waiting=waiting)
