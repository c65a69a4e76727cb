"""The addresses to which the page around a player posts: to open an attempt, to keep its state, to claim a result."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from courses.enrolment.doors import learner
from courses.outline.queries import outline_of
from courses.records.actions import NotInTheOutline
from courses.records.attempts.actions import LARGEST_STATES, claim_result, open_attempt, save_states
from courses.records.attempts.doors import H5P, attempt_or_404
from courses.records.attempts.forms import LONGEST_RESPONSE, ClaimForm, States
from courses.records.exercises import exercise_page
from courses.records.models import Attempt
from lms.refusals import Refusal

MARGIN = 4096
"""What a body may have beside its longest text."""
View = Callable[..., HttpResponse]


def _for_players(view: View) -> View:
    """Answers in JSON, refusals too: a script that is redirected to sign in would take that page for a success."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"error": gettext("You are not signed in any more.")}, status=401)
        try:
            return view(request, *args, **kwargs)
        except NotInTheOutline as refusal:
            return JsonResponse({"error": str(refusal)}, status=404)
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal)}, status=409)

    return require_POST(answer)


@_for_players
def open_at(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """The attempt at an exercise with what it remembers; {"again": true} begins another after one that has ended."""
    enrolled = exercise_page(request, code, slug, activity_key).enrolled
    again = _body(request, MARGIN).get("again") is True
    attempt = open_attempt(
        enrolled=enrolled, activity_key=activity_key, again=again, by=learner(request), at=timezone.now()
    )
    allowed = outline_of(revision=enrolled.revision).exercises.attempts
    return JsonResponse(_told(attempt) | {"left": max(0, allowed - attempt.number) if allowed else None})


@_for_players
def states(request: HttpRequest, code: str) -> HttpResponse:
    enrolled, attempt = attempt_or_404(request, code, kinds=H5P)
    try:
        told = States.model_validate(_body(request, 6 * LARGEST_STATES + MARGIN)).states
    except ValidationError:
        return JsonResponse({"error": gettext("This cannot be remembered.")}, status=400)
    save_states(enrolled=enrolled, attempt=attempt, states=told, by=learner(request), at=timezone.now())
    return JsonResponse({"saved": True})


@_for_players
def result(request: HttpRequest, code: str) -> HttpResponse:
    """A result that a package claims, once for each Idempotency-Key (a UUID).

    A package that says that it is not completed is thanked, and nothing is kept.
    """
    enrolled, attempt = attempt_or_404(request, code, kinds=H5P)
    said = _body(request, 6 * LONGEST_RESPONSE + MARGIN)
    form = ClaimForm(said | {"key": request.headers.get("Idempotency-Key", "")})
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    if form.is_unfinished:
        return JsonResponse({"id": None})
    key: UUID = form.cleaned_data["key"]
    record = claim_result(
        enrolled=enrolled, attempt=attempt, claim=form.claim, key=key, by=learner(request), at=timezone.now()
    )
    return JsonResponse({"id": str(record.pk), "self_reported": record.self_reported})


def _told(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        "ended": attempt.ended_at is not None,
        "remember": reverse("attempt_states", args=[attempt.code]),
        "result": reverse("attempt_result", args=[attempt.code]),
        "states": dict(attempt.states.values_list("key", "data")),
    }


def _body(request: HttpRequest, longest: int) -> dict[str, Any]:
    """The JSON object that was sent; anything else counts as an object that says nothing valid."""
    invalid: dict[str, Any] = {"score_raw": "?"}
    if len(request.body) > longest:
        return invalid
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        return invalid
    return body if isinstance(body, dict) else invalid
