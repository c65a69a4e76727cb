"""Marking a lesson as read, and taking a package's result."""

import json
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from courses.enrolment.doors import enrolled_course_or_404, learner
from courses.outline.queries import outline_of
from courses.outline.structure import Outline
from courses.records.actions import NotInTheOutline, record_read, record_statement
from courses.records.addresses import after, course_address, lesson_address
from courses.records.forms import ResultForm
from courses.records.models import LearningRecord
from lms.refusals import Refusal

LONGEST_BODY = 4096


@login_required
@require_POST
def read_lesson(request: HttpRequest, code: str, slug: str, lesson_key: str) -> HttpResponse:
    """Mark as read and go on to the next lesson; to a script, the record's id and that address as JSON.

    The record's id comes from the enrolment and the lesson, so a replay after hours offline changes nothing.
    """
    enrolled = enrolled_course_or_404(request, code, slug)
    outline, language = outline_of(revision=enrolled.revision), get_language() or "en"
    try:
        record = record_read(enrolled=enrolled, lesson_key=lesson_key, by=learner(request), at=timezone.now())
    except NotInTheOutline as refusal:
        return _refused(request, refusal, course_address(outline, language), status=404)
    except Refusal as refusal:
        return _refused(request, refusal, _here(outline, lesson_key, language), status=409)
    following = after(outline, lesson_key)
    onward = lesson_address(outline, following, language) if following else course_address(outline, language)
    if _wants_json(request):
        return JsonResponse({"id": str(record.pk), "next": onward})
    messages.success(request, gettext("Marked as read.") if following else gettext("That was the last lesson."))
    return redirect(onward)


@login_required
@require_POST
def h5p_result(request: HttpRequest, code: str, slug: str, activity_key: str) -> JsonResponse:
    """A result that a package claims: kept as self-reported, once for each Idempotency-Key (a UUID).

    A package that says that it is not completed is thanked, and nothing is kept.
    """
    enrolled = enrolled_course_or_404(request, code, slug)
    form = ResultForm(_body(request) | {"key": request.headers.get("Idempotency-Key", "")})
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    if form.is_unfinished:
        return JsonResponse({"id": None, "self_reported": True})
    try:
        record = record_statement(
            enrolled=enrolled, verb=LearningRecord.Verb.COMPLETED, activity_key=activity_key,
            id=form.cleaned_data["key"], score=form.score, success=form.cleaned_data["success"], self_reported=True,
            result=_claim(form), by=learner(request), at=timezone.now(),
        )  # fmt: skip
    except NotInTheOutline as refusal:
        return JsonResponse({"error": str(refusal)}, status=404)
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"id": str(record.pk), "self_reported": True})


def _refused(request: HttpRequest, refusal: Refusal, address: str, *, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": str(refusal)}, status=status)
    messages.error(request, str(refusal))
    return redirect(address)


def _here(outline: Outline, lesson_key: str, language: str) -> str:
    lesson = outline.lesson(lesson_key)
    return lesson_address(outline, lesson, language) if lesson else course_address(outline, language)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; anything else counts as an object that says nothing valid."""
    invalid: dict[str, Any] = {"score_raw": "?"}
    if len(request.body) > LONGEST_BODY:
        return invalid
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return invalid
    return body if isinstance(body, dict) else invalid


def _claim(form: ResultForm) -> dict[str, Any]:
    """What was claimed, as JSON values."""
    said = {name: value for name, value in form.cleaned_data.items() if value is not None and name != "key"}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in said.items()}
