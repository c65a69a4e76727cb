"""Rendering shells when their pages change, so that no reader waits for it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from cms.after_commit import once_after_commit
from cms.delivery import generation
from cms.delivery.shells import shell_at, slugs_in
from cms.models import CoursePage
from lms.jobs.actions import ask_unless_waiting
from lms.jobs.current import report_progress

REPORTED = 50
"""Pages between two reports of a job."""


def renew_course(key: UUID) -> None:
    """Ask, in the caller's transaction, for a job that renders a course's pages anew in every language.

    After the commit nobody is shown what was rendered before, whether the job has begun or not.
    """
    if once_after_commit(("begin anew", key), partial(_begin_anew, key)):
        _ask_for_shells(course=str(key))


def renew_everything() -> None:
    """As `renew_course`, for every course and for the links of the frame."""
    if once_after_commit("begin anew", partial(_begin_anew, None)):
        _ask_for_shells()


def renew_shells(*, course: UUID | None = None) -> int:
    """What the job does. It begins anew as well: the process that should have after its commit may have been killed."""
    _begin_anew(course)
    return render_shells(course=course)


def render_shells(*, course: UUID | None = None) -> int:
    """Render every page of a course, or of all, in every language; returns how many there are."""
    live = CoursePage.objects.live().select_related("locale")
    courses = live if course is None else live.filter(translation_key=course)
    addresses: list[Any] = [(page.locale.language_code, *slugs) for page in courses for slugs in slugs_in(page)]
    for done, address in enumerate(addresses, start=1):
        shell_at(*address, again=True)
        if done % REPORTED == 0 or done == len(addresses):
            report_progress(done=done, total=len(addresses), at=timezone.now())
    return len(addresses)


def _begin_anew(course: UUID | None) -> None:
    if course is None:
        generation.begin_anew()
        return
    slugs = Page.objects.filter(translation_key=course).values_list("slug", flat=True).distinct()
    for name in (str(course), *slugs):
        generation.begin_anew(name)


def _ask_for_shells(**arguments: str) -> None:
    ask_unless_waiting(task="cms.renew_shells", arguments=arguments, queue="batch", at=timezone.now())
