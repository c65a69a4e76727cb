"""A course's page and a lesson's page: the shell, completed with the reader's part."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.delivery.filling import dressed
from cms.delivery.parts import parts_for
from cms.delivery.readers import Reader, reader_of
from cms.delivery.shells import shell_at
from cms.delivery.slots import Shell
from lms.design.delivery.conditional import page_etag


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponseBase:
    shell = _shell_or_404(course)
    if elsewhere := shell.facts.get("elsewhere"):
        return redirect(str(elsewhere))
    return _answer(request, shell, _reader(request, shell))


@require_safe
def lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponseBase:
    shell = _shell_or_404(course, module, lesson)
    if elsewhere := shell.facts.get("elsewhere"):
        return redirect(str(elsewhere))
    reader = _reader(request, shell)
    if not reader.may_read:
        return _not_for(request, reader, shell)
    return _answer(request, shell, reader)


def _shell_or_404(*slugs: str) -> Shell:
    shell = shell_at(get_language() or "", *slugs)
    if shell is None:
        raise Http404
    return shell


def _reader(request: HttpRequest, shell: Shell) -> Reader:
    return reader_of(request.user, course_key=UUID(str(shell.facts["course_key"])))


def _answer(request: HttpRequest, shell: Shell, reader: Reader) -> HttpResponseBase:
    """304 where the browser has this shell with this progress; known before anything is put together."""
    if request.user.is_authenticated:
        get_token(request)
    standing = reader.standing
    progress = (standing.code, standing.state, standing.version) if standing else reader.staff
    etag = page_etag(request, shell.digest, progress)
    unchanged = get_conditional_response(request, etag=etag)
    response = cast("HttpResponse | None", unchanged)
    if response is None:
        response = HttpResponse(dressed(request, shell, fill=parts_for(request, reader, shell)))
    response.headers.update({"ETag": etag, "Cache-Control": "private,no-cache", "Vary": "Cookie"})
    return response


def _not_for(request: HttpRequest, reader: Reader, shell: Shell) -> HttpResponse:
    """A lesson for who may not read it: what it is about, and how to take part."""
    values: dict[str, Any] = {"lesson": shell.facts, "standing": reader.standing}
    return render(request, "cms/delivery/not_for_you.html", values, status=403)
