"""One question of the bank: what it says, in which languages and versions, and where it stands."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cms.desks.questions.door import BANK, CHANGE, QuestionsDeskView, question_or_404
from cms.outlining.draws import lessons_with_draws_that_lack
from courses.assessment.bank.actions import restore_question, retire_question
from courses.assessment.bank.languages import texts_in
from courses.assessment.bank.queries import uses_of
from courses.assessment.models import BankQuestion

STEPS = {"retire": retire_question, "restore": restore_question}


class QuestionPage(QuestionsDeskView):
    """POST `do`: retire or restore."""

    may_act = CHANGE
    trail = [BANK]
    template_name = "questions_desk/question.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = kwargs["pk"]

    def get_page_title(self) -> str:
        return str(self.row)

    @property
    def row(self) -> BankQuestion:
        if not hasattr(self, "_row"):
            self._row = question_or_404(self.pk)
        return self._row

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row
        versions = row.versions.select_related("made_by").defer("data")
        return self.show(
            row=row, tags=row.tags.all(), versions=versions, languages=languages_of(row),
            uses=uses_of(key=row.key, language=get_language() or row.language),
            may_change=request.user.has_perm(CHANGE), is_retired=row.state == BankQuestion.State.RETIRED,
        )  # fmt: skip

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        step = STEPS.get(request.POST.get("do", ""))
        if step is None:
            messages.error(request, _("Choose what to do."))
        else:
            step(row=self.row, by=self.officer, at=timezone.now())
            messages.success(request, _("It is done."))
            self._warn_of_draws()
        return redirect("questions_desk:question", pk)

    def _warn_of_draws(self) -> None:
        uses = uses_of(key=self.row.key, language=self.row.language)
        if lessons := lessons_with_draws_that_lack(keys=[use.lesson for use in uses if use.drawn]):
            told = _(
                "Draws of these lessons ask for more questions than the bank holds now; their courses cannot be "
                "published anew until they ask for fewer: %(lessons)s."
            )
            comma = pgettext("between the parts of a list, with its space", ", ")
            messages.warning(self.request, told % {"lessons": comma.join(lessons)})


def languages_of(row: BankQuestion) -> list[dict[str, Any]]:
    """How much of the question each language of the platform has."""
    texts = [text for text in texts_in(row.question) if text.texts.get(row.language)]
    return [
        {
            "code": code, "name": name, "own": code == row.language, "all": len(texts),
            "there": sum(bool(text.texts.get(code)) for text in texts),
        }
        for code, name in settings.LANGUAGES
    ]  # fmt: skip
