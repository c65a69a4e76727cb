"""Exporting questions: choose, see what the file could not hold, download."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from cms.desks.questions.door import BANK, QuestionsDeskView
from cms.desks.questions.files import ExportForm
from courses.assessment.bank.queries import bank_questions
from courses.assessment.exchange.queries import items_of
from courses.assessment.formats import limits
from courses.assessment.formats.items import Line, Verdict, Writing
from courses.assessment.models import BankQuestion


class ExportQuestions(QuestionsDeskView):
    """GET with `do`: report or download."""

    trail = [BANK]
    page_title = gettext_lazy("Export questions")
    template_name = "questions_desk/export.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        start = {"state": BankQuestion.State.ACTIVE, "format": "qti", "language": get_language() or "en"}
        form = ExportForm(start | request.GET.dict())
        if "do" not in request.GET or not form.is_valid():
            return self.show(form=form)
        written = _written(form)
        if request.GET["do"] == "download":
            return _file(form, written)
        query = request.GET.copy()
        query["do"] = "download"
        lines = [_row(line) for line in written.lines if line.notes]
        there, of = sum(line.item is not None for line in written.lines), _chosen(form).count()
        return self.show(
            form=form, rows=lines, there=there, of=of, left=of - len(written.lines), most=limits.ITEMS,
            href=f"?{query.urlencode()}",
        )  # fmt: skip


def _chosen(form: ExportForm) -> QuerySet[BankQuestion]:
    return bank_questions(**form.wanted)


def _written(form: ExportForm) -> Writing:
    rows = _chosen(form).select_related("latest").prefetch_related("tags").order_by("pk")
    return form.chosen.write(items_of(rows=rows[: limits.ITEMS]), language=form.cleaned_data["language"])


def _file(form: ExportForm, written: Writing) -> HttpResponse:
    chosen = form.chosen
    day = timezone.localdate().isoformat()
    name = f"questions-{form.cleaned_data['language']}-{day}.{chosen.extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written.content, content_type=chosen.media_type, headers=headers)


def _row(line: Line) -> dict[str, Any]:
    question = line.item.question if line.item else None
    name = next(iter(question.texts.values())) if question else line.name
    return {"place": line.place, "name": name, "refused": line.verdict is Verdict.REFUSED, "notes": line.notes}
