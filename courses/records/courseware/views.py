"""The page of a package for one learner, and the addresses to which its script posts."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from courses.enrolment.doors import learner
from courses.records.actions import NotInTheOutline
from courses.records.attempts.actions import open_attempt
from courses.records.attempts.doors import CMI5, SCORM, attempt_or_404
from courses.records.courseware.actions import LARGEST, keep_commit, settle_attempt
from courses.records.courseware.launching import launch_of
from courses.records.courseware.pace import PER, TooOften, check_pace
from courses.records.exercises import page_or_404
from lms.refusals import Refusal

View = Callable[..., HttpResponse]
MARGIN = 4096


@login_required
@never_cache
@require_safe
def package(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    page = page_or_404(request, code, slug, activity_key, kinds=SCORM | CMI5)
    place = [code, slug, activity_key]
    kind = page.revision.content.kind
    player = {
        "title": page.title,
        "size": page.revision.size,
        "kind": "scorm" if kind in SCORM else "cmi5",
        "open": "" if page.closed else reverse("package_open" if kind in SCORM else "cmi5_open", args=place),
    }
    return render(request, "records/package.html", page.frame() | {"player": player})


def for_scripts(view: View) -> View:
    """Answers in JSON, refusals too: a script that is redirected to sign in would take that page for a success."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"error": gettext("You are not signed in any more.")}, status=401)
        try:
            return view(request, *args, **kwargs)
        except NotInTheOutline as refusal:
            return JsonResponse({"error": str(refusal)}, status=404)
        except TooOften as refusal:
            return JsonResponse({"error": str(refusal)}, status=429, headers={"Retry-After": str(PER)})
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal)}, status=409)

    return require_POST(answer)


@for_scripts
def open_at(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """The attempt with all that a page needs to start; {"again": true} begins another after one that has ended."""
    page = page_or_404(request, code, slug, activity_key, kinds=SCORM)
    again = (body_of(request, MARGIN) or {}).get("again") is True
    who, at = learner(request), timezone.now()
    attempt = open_attempt(enrolled=page.enrolled, activity_key=activity_key, again=again, by=who, at=at)
    if settle_attempt(enrolled=page.enrolled, attempt=attempt, by=who, at=at):
        attempt.refresh_from_db()
    return JsonResponse(launch_of(attempt, learner=who, at=at))


@for_scripts
def commit(request: HttpRequest, code: str) -> HttpResponse:
    """What an object has set so far: {"item": 0, "cmi": {…}, "finished": true}."""
    enrolled, attempt = attempt_or_404(request, code, kinds=SCORM)
    said = body_of(request, 6 * LARGEST + MARGIN) or {}
    item, cmi = said.get("item"), said.get("cmi")
    if type(item) is not int or not isinstance(cmi, dict):
        return JsonResponse({"error": gettext("This is not what a package commits.")}, status=400)
    check_pace(attempt)
    kept = keep_commit(
        enrolled=enrolled, attempt=attempt, item=item, cmi=cmi, finished=said.get("finished") is True,
        by=learner(request), at=timezone.now(),
    )  # fmt: skip
    return JsonResponse({"recorded": kept.record is not None, "done": kept.done, "open": kept.open})


def body_of(request: HttpRequest, longest: int) -> dict[str, Any] | None:
    """The JSON object that was sent; nothing for anything else."""
    if len(request.body) > longest:
        return None
    try:
        body = json.loads(request.body)
        json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
