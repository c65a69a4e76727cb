"""Marking a lesson as read."""

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
from courses.records.actions import NotInTheOutline, record_read
from courses.records.addresses import after, course_address, lesson_address
from lms.refusals import Refusal


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
