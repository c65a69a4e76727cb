"""Rendering shells when their pages change, so that no reader waits for it."""

from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from wagtail.models import Page

from cms.delivery import generation
from cms.delivery.shells import shell_at, slugs_in
from cms.models import CoursePage
from lms.jobs.actions import ask_for_job
from lms.jobs.current import report_progress


def renew_course(key: UUID) -> None:
    """Drop what was rendered of a course's pages in every language, and ask for a job that renders it."""
    slugs = Page.objects.filter(translation_key=key).values_list("slug", flat=True).distinct()
    for name in (str(key), *slugs):
        generation.begin_anew(name)
    _ask_for_shells(course=str(key))


def renew_everything() -> None:
    """As `renew_course`, for every course and for the links of the frame."""
    generation.begin_anew()
    _ask_for_shells()


def _ask_for_shells(**arguments: str) -> None:
    # Each change asks for its own job: one that runs may have passed the page already.
    ask_for_job(key=f"shells:{uuid4()}", task="cms.render_shells", arguments=arguments, at=timezone.now())


def render_shells(*, course: UUID | None = None) -> int:
    """Render every page of a course, or of all, in every language; returns how many there are."""
    live = CoursePage.objects.live().select_related("locale")
    courses = live if course is None else live.filter(translation_key=course)
    addresses: list[Any] = [(page.locale.language_code, *slugs) for page in courses for slugs in slugs_in(page)]
    for done, address in enumerate(addresses):
        shell_at(*address, again=True)
        report_progress(done=done + 1, total=len(addresses), at=timezone.now())
    return len(addresses)
