"""Importing questions: upload, see what each would do, confirm. Nothing is kept in between but the page itself."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from cms.desks.questions.door import BANK, CHANGE, QuestionsDeskView
from cms.desks.questions.files import MOST_SEALED, ImportForm, QuestionFile, opened, sealed
from courses.assessment.exchange.actions import Effect, Step, import_questions, plan_import
from lms.refusals import Refusal

LABELS = {
    Effect.NEW: gettext_lazy("new"),
    Effect.REVISED: gettext_lazy("next version"),
    Effect.SAME: gettext_lazy("as it is in the bank"),
    Effect.REFUSED: gettext_lazy("refused"),
}


class ImportQuestions(QuestionsDeskView):
    may_read = may_act = CHANGE
    trail = [BANK]
    page_title = gettext_lazy("Import questions")
    template_name = "questions_desk/import.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(ImportForm(initial={"language": get_language()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._confirm(request.POST["sealed"]) if "sealed" in request.POST else self._upload(request)

    def _upload(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, status=422)
        uploaded, reading = form.cleaned_data["questions"]
        try:
            steps = plan_import(reading=reading, language=uploaded.language)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            return self._page(form, status=422)
        return self._planned(form, uploaded, steps)

    def _planned(self, form: ImportForm, uploaded: QuestionFile, steps: list[Step]) -> HttpResponse:
        writes = any(step.question for step in steps)
        seal = sealed(uploaded, self.officer) if writes else ""
        if len(seal) > MOST_SEALED:
            form.add_error("file", _("The file is too large to be looked through at once: divide it."))
            return self._page(form, status=422)
        counts = Counter(step.effect for step in steps)
        told = [(LABELS[effect], counts[effect]) for effect in Effect if counts[effect]]
        rows = [_row(step) for step in steps]
        return self._page(ImportForm(initial=form.cleaned_data), rows=rows, counts=told, sealed=seal)

    def _confirm(self, seal: str) -> HttpResponse:
        try:
            uploaded = opened(seal, self.officer)
        except signing.BadSignature:
            messages.error(self.request, _("Too long ago, or not what was shown. Upload the file once more."))
            return redirect("questions_desk:import")
        try:
            steps = import_questions(
                reading=uploaded.read(), language=uploaded.language, by=self.officer, at=timezone.now()
            )
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return redirect("questions_desk:import")
        count = sum(step.question is not None for step in steps)
        told = ngettext(
            "%(count)s question was taken into the bank.", "%(count)s questions were taken into the bank.", count
        )
        messages.success(self.request, told % {"count": count})
        return redirect("questions_desk:bank")

    def _page(self, form: ImportForm, status: int = 200, **values: Any) -> HttpResponse:
        response = self.show(form=form, **values)
        response.status_code = status
        return response


def _row(step: Step) -> dict[str, Any]:
    item = step.line.item
    name = step.line.name or (next(iter(item.question.texts.values())) if item else "")
    return {
        "place": step.line.place, "name": name, "effect": step.effect.value, "label": LABELS[step.effect],
        "notes": step.notes,
    }  # fmt: skip
