"""Who speaks to the record store: a unit, with the token of its own session, from an origin that may."""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from courses.records.cmi5.documents import Changed
from courses.records.cmi5.models import UnitSession
from courses.records.cmi5.rules import BadStatement
from courses.records.cmi5.sessions import TOKEN_HOLDS, digest_of
from courses.records.cmi5.statements import Conflict
from lms.refusals import Refusal

VERSION = "1.0.3"
HEADERS = "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match"
View = Callable[..., HttpResponse]


def from_units(*methods: str) -> Callable[[View], View]:
    """For units in their sandbox (origin "null") or at an origin that is allowed. No cookie is looked at."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            elif request.method not in methods:
                response = HttpResponse(status=405)
            else:
                response = view(request, *args, **kwargs)
            return _readable(request, response, methods)

        return csrf_exempt(never_cache(answer))

    return around


def with_session(view: View) -> View:
    """Gives the view the session whose token was sent; 401 without one, whatever is wrong with it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        session = _session(request.headers.get("Authorization", ""))
        if session is None:
            return JsonResponse({"error": "A token of an open session is needed."}, status=401)
        try:
            return view(request, session, *args, **kwargs)
        except BadStatement as refusal:
            return JsonResponse({"error": str(refusal)}, status=400)
        except Changed as refusal:
            return JsonResponse({"error": str(refusal)}, status=412)
        except Conflict as refusal:
            return JsonResponse({"error": str(refusal)}, status=409)
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal)}, status=403)

    return answer


def _session(header: str) -> UnitSession | None:
    kind, _blank, token = header.partition(" ")
    try:
        name, _colon, secret = base64.b64decode(token, validate=True).decode().partition(":")
        key = UUID(name)
    except (binascii.Error, ValueError):
        return None
    rows = UnitSession.objects.select_related("attempt__revision", "attempt__enrolment__person")
    recent = rows.filter(pk=key, abandoned=False, launched_at__gt=timezone.now() - TOKEN_HOLDS)
    session = recent.exclude(token_digest="").first()
    if kind.lower() != "basic" or session is None:
        return None
    return session if constant_time_compare(session.token_digest, digest_of(secret)) else None


def _readable(request: HttpRequest, response: HttpResponse, methods: tuple[str, ...]) -> HttpResponse:
    origin = request.headers.get("Origin", "")
    if origin == "null" or origin in settings.CMI5_REMOTE_ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = ", ".join(methods)
        response.headers["Access-Control-Allow-Headers"] = HEADERS
        response.headers["Access-Control-Expose-Headers"] = "ETag, X-Experience-API-Version"
    patch_vary_headers(response, ["Origin"])
    response.headers["X-Experience-API-Version"] = VERSION
    return response
