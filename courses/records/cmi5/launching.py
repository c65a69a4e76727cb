"""The page's side of cmi5: opening the attempt, and launching a unit when the learner asks for it."""

import json
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from courses.enrolment.doors import learner
from courses.packages.cmi5.structure import Unit
from courses.packages.players.courseware import courseware_address
from courses.records.attempts.actions import open_attempt
from courses.records.attempts.doors import CMI5, attempt_or_404
from courses.records.cmi5.sessions import Launch, abandon_open, launch_unit
from courses.records.cmi5.units import standing_of
from courses.records.cmi5.vocabulary import activity_of, actor_of, course_of, registration_of
from courses.records.courseware.views import MARGIN, body_of, for_scripts
from courses.records.exercises import page_or_404
from courses.records.models import Attempt


@for_scripts
def open_at(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """The attempt with its units; {"again": true} begins another after one that has ended."""
    page = page_or_404(request, code, slug, activity_key, kinds=CMI5)
    again, at = (body_of(request, MARGIN) or {}).get("again") is True, timezone.now()
    attempt = open_attempt(enrolled=page.enrolled, activity_key=activity_key, again=again, by=learner(request), at=at)
    abandon_open(attempt=attempt, at=at)
    return JsonResponse(_told(attempt))


@for_scripts
def launch(request: HttpRequest, code: str, unit: int) -> HttpResponse:
    enrolled, attempt = attempt_or_404(request, code, kinds=CMI5)
    made = launch_unit(enrolled=enrolled, attempt=attempt, unit=unit, by=learner(request), at=timezone.now())
    return JsonResponse({"address": _address(request, attempt, unit, made)})


@for_scripts
def standing(request: HttpRequest, code: str) -> HttpResponse:
    """How far it has got: asked by the page while a unit is open, for units speak to nobody but the record store."""
    _enrolled, attempt = attempt_or_404(request, code, kinds=CMI5)
    return JsonResponse(_told(attempt))


def _told(attempt: Attempt) -> dict[str, object]:
    attempt.refresh_from_db(fields=["ended_at"])
    return {
        "ended": attempt.ended_at is not None,
        "standing": reverse("cmi5_standing", args=[attempt.code]),
        "items": [
            {
                "title": one.title,
                "key": one.unit.key,
                "done": one.done,
                "launch": reverse("cmi5_launch", args=[attempt.code, one.place]),
                "window": one.unit.own_window,
            }
            for one in standing_of(attempt)
        ],
    }


def _address(request: HttpRequest, attempt: Attempt, unit: int, made: Launch) -> str:
    """The unit's address with what cmi5 adds to it (8.1)."""
    launched: Unit = course_of(attempt).units[unit]
    href, hash_sign, fragment = launched.href.partition("#")
    if not launched.remote:
        href = courseware_address(revision_id=attempt.revision_id, href=href, at=timezone.now())
    query = urlencode({
        "endpoint": request.build_absolute_uri(reverse("xapi")),
        "fetch": request.build_absolute_uri(reverse("cmi5_fetch", args=[made.session.pk, made.secret])),
        "actor": json.dumps(actor_of(attempt)),
        "registration": str(registration_of(attempt)),
        "activityId": activity_of(attempt, unit),
    })  # fmt: skip
    return f"{href}{'&' if '?' in href else '?'}{query}{hash_sign}{fragment}"
