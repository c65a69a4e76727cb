"""A course's page and a lesson's page: the shell, completed with the reader's part."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.delivery.assignments import handed_in_at
from cms.delivery.filling import dressed, token_of
from cms.delivery.parts import parts_for
from cms.delivery.pinning import as_pinned, gave_way, pinned_at
from cms.delivery.readers import Reader, reader_of
from cms.delivery.shells import shell_at
from cms.delivery.slots import Shell
from courses.records.actions import record_statement
from courses.records.models import LearningRecord
from lms.accounts.models import User
from lms.design.delivery.conditional import PRIVATE, page_etag
from lms.design.delivery.whitespace import SqueezedPage
from lms.refusals import Refusal

UNTIL_FOLDED = 600


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponseBase:
    shell, reader = _shell_or_404(request, course)
    if elsewhere := shell.facts.get("elsewhere"):
        return redirect(str(elsewhere))
    return _answer(request, shell, reader)


@require_safe
def lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponseBase:
    shell, reader = _shell_or_404(request, course, module, lesson)
    if not reader.may_read and "elsewhere" not in shell.facts:
        # The lesson of another course may stand where one of theirs stood.
        shell, reader = pinned_at(request.user, request.path) or (shell, reader)
    if elsewhere := shell.facts.get("elsewhere"):
        return redirect(str(elsewhere))
    if not reader.may_read:
        return _not_for(request, reader, shell)
    _note_opened(request, reader, str(shell.facts["lesson_key"]))
    return _answer(request, shell, reader)


def _note_opened(request: HttpRequest, reader: Reader, key: str) -> None:
    """Recorded at the first view, with one statement; a lesson that may be read but no longer counts is not recorded.

    The cache keeps the views until the fold from recording it again; without it they would, to no effect.
    """
    standing = reader.learning(key)
    if standing is None or key in standing.opened or not isinstance(request.user, User):
        return
    if not cache.add(f"opened:{standing.code}:{key}", True, UNTIL_FOLDED):
        return
    with suppress(Refusal):
        opened = LearningRecord.Verb.OPENED
        record_statement(enrolled=standing.enrolled, verb=opened, activity_key=key, by=request.user, at=timezone.now())


def _shell_or_404(request: HttpRequest, *slugs: str) -> tuple[Shell, Reader]:
    """What stands at the address, as the reader's own revision has it; or what stood there when they enrolled."""
    shell, reader = shell_at(get_language() or "", *slugs), Reader()
    if shell is not None and "elsewhere" not in shell.facts:
        reader = reader_of(request.user, course_key=UUID(str(shell.facts["course_key"])))
    if shell is None or gave_way(shell, reader, request.path):
        if found := pinned_at(request.user, request.path):
            return found
        if shell is None:
            raise Http404
    return as_pinned(shell, reader), reader


def _answer(request: HttpRequest, shell: Shell, reader: Reader) -> HttpResponseBase:
    """304 where the browser has this shell with this progress; known before anything is put together."""
    if request.user.is_authenticated:
        token_of(request)
    standing = reader.standing
    progress = (standing.code, standing.state, standing.version) if standing else reader.staff
    # The address of a package's player expires, and a stored page must not outlive it.
    hour = timezone.now().strftime("%Y%m%d%H") if shell.facts["packages"] else ""
    handed_in = handed_in_at(standing, shell.facts["assignments"]) if standing else ()
    etag = page_etag(request, shell.digest, progress, hour, handed_in)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = SqueezedPage(dressed(request, shell, fill=parts_for(request, reader, shell)))
    response.headers["ETag"], response.headers["Cache-Control"] = etag, PRIVATE
    return response


def _not_for(request: HttpRequest, reader: Reader, shell: Shell) -> HttpResponse:
    """A lesson for who may not read it: what it is about, and how to take part."""
    values: dict[str, Any] = {"lesson": shell.facts, "standing": reader.standing}
    return render(request, "cms/delivery/not_for_you.html", values, status=403)
