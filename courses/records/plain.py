"""A package as a plain form: no script, any screen reader, paper too. The server marks it and records the result."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf.locale import LANG_INFO
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.packages.plain.contents import exercise_for
from courses.packages.plain.exercise import ExerciseForm
from courses.packages.plain.parts import Score
from courses.packages.playing import language_of
from courses.records.attempts.actions import record_marked
from courses.records.attempts.claims import Mark
from courses.records.exercises import ExercisePage, exercise_page
from lms.refusals import Refusal


class SheetForm(forms.Form):
    """Goes with every plain form: the number of this sheet of paper, so that sending it twice counts once."""

    sheet = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("Open the page again.")})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plain(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """The exercise as a form; POST marks it on the server and records that it is completed."""
    page = exercise_page(request, code, slug, activity_key)
    data = request.POST if request.method == "POST" else None
    sheet = SheetForm(data, initial={"sheet": uuid4()})
    exercise = exercise_for(page.revision, language=page.language, seed=str(sheet["sheet"].value()), at=page.at)
    if exercise is None:
        raise Http404
    form = exercise.form(data)
    if data is None or not (form.is_valid() and sheet.is_valid()):
        return _shown(request, page, form, sheet)
    try:
        return render(request, "records/plain_result.html", _recorded(page, form, sheet))
    except Refusal as refusal:
        return _shown(request, page, form, sheet, closed=str(refusal), status=409)


def _shown(
    request: HttpRequest,
    page: ExercisePage,
    form: ExerciseForm,
    sheet: SheetForm,
    *,
    closed: str = "",
    status: int = 200,
) -> HttpResponse:
    values = _frame(page) | {"form": form, "sheet": sheet, "scored": bool(form.exercise.questions)}
    return render(request, "records/plain.html", values | ({"closed": closed} if closed else {}), status=status)


def _frame(page: ExercisePage) -> dict[str, Any]:
    """With the language of the content, where that is not the page's: it may run in the other direction."""
    language = language_of(page.revision, page.language)
    if language == page.language or language not in LANG_INFO:
        return page.frame()
    direction = "rtl" if LANG_INFO[language].get("bidi") else "ltr"
    return page.frame() | {"spoken": {"code": language, "direction": direction}}


def _recorded(page: ExercisePage, form: ExerciseForm, sheet: SheetForm) -> dict[str, Any]:
    score = form.exercise.marks(form.cleaned_data)
    mark, result = _marked(score)
    record_marked(
        enrolled=page.enrolled, activity_key=page.activity.key, key=sheet.cleaned_data["sheet"], mark=mark,
        result=result, by=page.learner, at=page.at,
    )  # fmt: skip
    return _frame(page) | {
        "score": score, "scored": bool(score.most), "said": form.exercise.words_for(score), "parts": form.marked_parts,
    }  # fmt: skip


def _marked(score: Score) -> tuple[Mark, dict[str, Any]]:
    """What was only read has no points to reach: it is completed, and that is all there is to it."""
    if not score.most:
        return Mark(None, True, self_reported=False), {"plain": True}
    passed = score.points == score.most if score.passed is None else score.passed
    result = {"plain": True, "score_raw": f"{score.points:f}", "score_max": f"{score.most:f}"}
    return Mark(score.scaled, passed, self_reported=False), result
