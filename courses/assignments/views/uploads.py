"""Files that arrive in parts, in the manner of tus 1.0 (tus.io/protocols/resumable-upload): its core, creation and
checksum. The session says who sends; the CSRF token goes along as a header."""

from base64 import b64decode
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.assignments.actions.uploads import (
    LARGEST_CHUNK,
    ChunkDamaged,
    ChunkTooLarge,
    FileTooLarge,
    WrongOffset,
    append_chunk,
    begin_upload,
    finish_upload,
)
from courses.assignments.doors import upload_or_404
from courses.assignments.models import Upload
from courses.assignments.views.assignment import page_or_404
from courses.enrolment.doors import enrolled_course_or_404, learner
from lms.refusals import Refusal

VERSION = "1.0.0"
OFFERED = {"Tus-Version": VERSION, "Tus-Extension": "creation,checksum", "Tus-Checksum-Algorithm": "sha256"}
STATUSES: dict[type[Refusal], int] = {WrongOffset: 409, FileTooLarge: 413, ChunkTooLarge: 413, ChunkDamaged: 460}
PART = "application/offset+octet-stream"
MOST_DIGITS = 12

View = Callable[..., HttpResponse]


def _tus(view: View) -> View:
    """Speaks the protocol's version, and refuses in its own statuses with a line for a person."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=OFFERED)
        elif request.headers.get("Tus-Resumable") != VERSION:
            response = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            try:
                response = view(request, *args, **kwargs)
            except Refusal as refusal:
                response = _said(str(refusal), STATUSES.get(type(refusal), 422))
        response.headers["Tus-Resumable"] = VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return cast(View, login_required(answer))


@require_http_methods(["POST", "OPTIONS"])
@_tus
def create(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    """A file is announced; the same one again gives the address at which it goes on."""
    page = page_or_404(request, code, slug, activity_key)
    total, metadata = _number(request, "Upload-Length"), _metadata(request)
    if page.draft is None or total is None or metadata is None:
        return _said("", 400)
    upload = begin_upload(
        enrolled=page.enrolled, submission=page.draft, name=metadata.get("filename", ""), total=total,
        fingerprint=metadata.get("fingerprint", ""), by=page.learner, at=page.at,
    )  # fmt: skip
    there = {"Location": page.address("assignment_upload", upload.code)}
    return HttpResponse(status=201, headers=there | _offset(upload))


@require_http_methods(["HEAD", "PATCH", "OPTIONS"])
@_tus
def upload(request: HttpRequest, code: str, slug: str, activity_key: str, upload_code: str) -> HttpResponse:
    """HEAD: how much has arrived. PATCH: the next part; with the last one it becomes a file of the draft."""
    enrolled = enrolled_course_or_404(request, code, slug)
    found = upload_or_404(enrolled, activity_key, upload_code)
    if request.method == "HEAD":
        return HttpResponse(headers=_offset(found) | {"Upload-Length": str(found.total)})
    offset, size, digest = _number(request, "Upload-Offset"), _number(request, "Content-Length"), _checksum(request)
    if request.content_type != PART:
        return _said("", 415)
    if offset is None or size is None or digest is None:
        return _said("", 400)
    if size > LARGEST_CHUNK:
        raise ChunkTooLarge
    whoever: dict[str, Any] = {"enrolled": enrolled, "by": learner(request), "at": timezone.now()}
    found = append_chunk(upload=found, offset=offset, data=request.body, digest=digest, **whoever)
    if found.offset == found.total:
        finish_upload(upload=found, **whoever)
    return HttpResponse(status=204, headers=_offset(found))


def _offset(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset)}


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def _number(request: HttpRequest, header: str) -> int | None:
    value = request.headers.get(header, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS else None


def _metadata(request: HttpRequest) -> dict[str, str] | None:
    """Names and values in Base64, with commas between them; None where it cannot be read."""
    pairs = (pair.strip().partition(" ") for pair in request.headers.get("Upload-Metadata", "").split(",") if pair)
    try:
        return {name: b64decode(value, validate=True).decode() for name, _blank, value in pairs}
    except ValueError:
        return None


def _checksum(request: HttpRequest) -> str | None:
    """In hexadecimal; empty where none was sent, None where it cannot be read."""
    algorithm, _blank, value = request.headers.get("Upload-Checksum", "").partition(" ")
    if not algorithm:
        return ""
    try:
        return b64decode(value, validate=True).hex() if algorithm == "sha256" else None
    except ValueError:
        return None
