"""The addresses that units speak to: as much of xAPI 1.0.3 as cmi5 needs, for one registration each."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from courses.records.cmi5.documents import (
    JSON,
    LARGEST,
    Condition,
    Document,
    document,
    etag_of,
    forget_document,
    keep_document,
    names_of,
)
from courses.records.cmi5.doors import VERSION, from_units, with_session
from courses.records.cmi5.models import UnitSession
from courses.records.cmi5.rules import BadStatement, NotAllowed
from courses.records.cmi5.sessions import TokenTaken, fetch_token
from courses.records.cmi5.statements import take_statements
from courses.records.cmi5.vocabulary import LAUNCH_DATA, PREFERENCES, activity_of, actor_of, registration_of

LONGEST = 1024 * 1024
AT_ONCE = 100


@from_units("GET", "HEAD")
def about(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"version": [VERSION]})


@from_units("POST")
def fetch(_request: HttpRequest, session_id: UUID, secret: str) -> HttpResponse:
    """Errors come with 200 and a code, as cmi5 asks for (8.2.3)."""
    try:
        token = fetch_token(session_id=str(session_id), secret=secret, at=timezone.now())
    except TokenTaken as refusal:
        return JsonResponse({"error-code": "1", "error-text": str(refusal)})
    return JsonResponse({"auth-token": token})


@from_units("GET", "HEAD", "PUT", "POST")
@with_session
def statements(request: HttpRequest, session: UnitSession) -> HttpResponse:
    if request.method in ("GET", "HEAD"):
        return _told(request, session)
    said = _json(request)
    if request.method == "PUT":
        said = _with_id(said, request.GET.get("statementId", ""))
    listed = said if isinstance(said, list) else [said]
    if len(listed) > AT_ONCE:
        raise BadStatement(part="[]")
    ids = take_statements(session=session, statements=listed, at=timezone.now())
    return HttpResponse(status=204) if request.method == "PUT" else JsonResponse([str(one) for one in ids], safe=False)


@from_units("GET", "HEAD", "PUT", "POST", "DELETE")
@with_session
def state(request: HttpRequest, session: UnitSession) -> HttpResponse:
    _check_whose(request, session)
    name = request.GET.get("stateId", "")
    if request.method in ("GET", "HEAD") and not name:
        return JsonResponse(names_of(session), safe=False)
    if not name or len(name) > 200:
        raise BadStatement(part="stateId")
    if request.method in ("GET", "HEAD"):
        return _document(document(session, name), Condition(none_match=request.headers.get("If-None-Match", "")))
    if name == LAUNCH_DATA:
        raise NotAllowed(part=LAUNCH_DATA)
    if request.method == "DELETE":
        forget_document(session=session, name=name, condition=_condition(request), at=timezone.now())
    else:
        _keep(request, session, name)
    return HttpResponse(status=204)


@from_units("GET", "HEAD", "PUT", "POST")
@with_session
def agent_profile(request: HttpRequest, session: UnitSession) -> HttpResponse:
    """What the learner prefers (cmi5 11): the language of the course; a unit may not change it."""
    if request.method not in ("GET", "HEAD"):
        raise NotAllowed(part=PREFERENCES)
    if request.GET.get("profileId") != PREFERENCES:
        return HttpResponse(status=404)
    language = request.headers.get("Accept-Language", "").partition(",")[0][:35]
    return _document(("application/json", json.dumps({"languagePreference": language, "audioPreference": "on"})))


def _told(request: HttpRequest, session: UnitSession) -> HttpResponse:
    """The registration's own statements, latest first; one by its id."""
    rows = session.attempt.unit_statements.order_by("-stored_at")
    if wanted := request.GET.get("statementId"):
        found = rows.filter(pk=_uuid(wanted)).first()
        return JsonResponse(found.statement) if found else HttpResponse(status=404)
    return JsonResponse({"statements": [one.statement for one in rows[:AT_ONCE]], "more": ""})


def _check_whose(request: HttpRequest, session: UnitSession) -> None:
    attempt = session.attempt
    if request.GET.get("activityId") != activity_of(attempt, session.unit):
        raise NotAllowed(part="activityId")
    if request.GET.get("registration") != str(registration_of(attempt)):
        raise NotAllowed(part="registration")
    try:
        agent = json.loads(request.GET.get("agent", ""))
    except (ValueError, RecursionError) as error:
        raise BadStatement(part="agent") from error
    if not isinstance(agent, dict) or agent.get("account") != actor_of(attempt)["account"]:
        raise NotAllowed(part="agent")


def _keep(request: HttpRequest, session: UnitSession, name: str) -> None:
    if len(request.body) > 4 * LARGEST:
        raise BadStatement(part=name)
    try:
        text = request.body.decode()
    except UnicodeDecodeError as error:
        raise BadStatement(part=name) from error
    if "\0" in text or "\0" in name:
        raise BadStatement(part=name)
    kind = (request.content_type or "application/octet-stream")[:100]
    keep_document(
        session=session, name=name, kind=kind, text=text, merge=request.method == "POST",
        condition=_condition(request), at=timezone.now(),
    )  # fmt: skip


def _condition(request: HttpRequest) -> Condition:
    return Condition(request.headers.get("If-Match", ""), request.headers.get("If-None-Match", ""))


def _document(found: Document | None, condition: Condition | None = None) -> HttpResponse:
    if found is None:
        return HttpResponse(status=404)
    # What a unit has kept is sent as data, whatever type it gave it.
    kind = JSON if found[0] == JSON else "application/octet-stream"
    fresh = condition is not None and not condition.holds(found)
    response = HttpResponse(status=304) if fresh else HttpResponse(found[1], content_type=kind)
    response.headers["ETag"] = etag_of(found)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _json(request: HttpRequest) -> Any:
    if len(request.body) > LONGEST:
        raise BadStatement(part="{}")
    try:
        value = json.loads(request.body)
        written = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadStatement(part="{}") from error
    if b"\\u0000" in written:
        raise BadStatement(part="\\u0000")
    return value


def _with_id(said: Any, given: str) -> Any:
    if not isinstance(said, dict) or said.setdefault("id", given) != given:
        raise BadStatement(part="statementId")
    return said


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadStatement(part="statementId") from error
