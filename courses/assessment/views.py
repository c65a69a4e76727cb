"""A quiz: one address for starting, answering, and reading results, none of which needs script."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.assessment.actions import save_answers, start_attempt, submit_attempt
from courses.assessment.answers import answers_in, unanswered
from courses.assessment.models import QuizAttempt
from courses.assessment.pages import QuizPage
from courses.assessment.queries import attempts_at
from courses.enrolment.doors import enrolled_course_or_404, learner
from courses.outline.queries import outline_of
from lms.refusals import Refusal


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """GET: the open attempt, the result of `?attempt=`, or the way to start. POST: start, save, check or submit."""
    page = _page(request, code, slug, activity_key)
    if request.method != "POST":
        return _show(request, page)
    try:
        return _step(request, page)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(page.address)


def _page(request: HttpRequest, code: str, slug: str, activity_key: str) -> QuizPage:
    enrolled = enrolled_course_or_404(request, code, slug)
    outline = outline_of(revision=enrolled.revision)
    found = outline.activity(activity_key)
    if found is None or found[1].quiz is None:
        raise Http404
    return QuizPage(
        enrolled=enrolled, outline=outline, lesson=found[0], activity=found[1], quiz=found[1].quiz,
        attempts=list(attempts_at(enrolled=enrolled, activity_key=activity_key)),
        language=get_language() or outline.language, learner=learner(request), at=timezone.now(),
    )  # fmt: skip


def _show(request: HttpRequest, page: QuizPage) -> HttpResponse:
    if "attempt" in request.GET:
        attempt = _attempt(page, request.GET["attempt"])
        if attempt.submitted_at is not None:
            return render(request, "assessment/result.html", page.result(attempt))
        return redirect(page.address)
    if page.open_attempt and not page.closed and not page.is_expired(page.open_attempt):
        return render(request, "assessment/sheet.html", page.sheet(page.open_attempt))
    return render(request, "assessment/start.html", page.start())


def _step(request: HttpRequest, page: QuizPage) -> HttpResponse:
    by, at, step = page.learner, page.at, request.POST.get("step", "")
    if step == "start":
        start_attempt(enrolled=page.enrolled, activity_key=page.activity.key, by=by, at=at)
        return redirect(page.address)
    attempt = _attempt(page, request.POST.get("attempt", ""))
    answers = answers_in(request.POST, page.quiz, attempt.drawn)
    if step in ("save", "check", "autosave"):
        return _save(request, page, attempt, answers, step)
    missing = unanswered(page.quiz, attempt.drawn, attempt.with_checked(answers))
    if attempt.submitted_at is None and missing and step != "submit-incomplete" and not page.is_expired(attempt):
        attempt = save_answers(enrolled=page.enrolled, attempt=attempt, answers=answers, by=by, at=at)
        return render(request, "assessment/sheet.html", page.sheet(attempt, missing))
    submit_attempt(enrolled=page.enrolled, attempt=attempt, answers=answers, by=by, at=at)
    return redirect(f"{page.address}?attempt={attempt.number}")


def _save(
    request: HttpRequest, page: QuizPage, attempt: QuizAttempt, answers: dict[str, Any], step: str
) -> HttpResponse:
    """The page's script asks for no page: what it gets says whether the answers are kept."""
    enrolled, check = page.enrolled, step == "check"
    try:
        save_answers(enrolled=enrolled, attempt=attempt, answers=answers, check=check, by=page.learner, at=page.at)
    except Refusal:
        if step == "autosave":
            return HttpResponse(status=409)
        raise
    if step == "autosave":
        return HttpResponse(status=204)
    if step == "save":
        messages.success(request, gettext("Your answers are saved. You can come back and go on."))
    return redirect(page.address)


def _attempt(page: QuizPage, number: str) -> QuizAttempt:
    for attempt in page.attempts:
        if str(attempt.number) == number:
            return attempt
    raise Http404
