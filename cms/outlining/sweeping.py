"""Freezing what was left: pages that changed while nobody froze their course, because a process was killed between."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from wagtail.models import Page

from cms.delivery.renewal import renew_course
from cms.models import CoursePage, KeptPage, LessonPage, ModulePage
from cms.outlining.actions import freeze_course
from cms.outlining.reading import CourseCannotBeFrozen
from cms.usages import lessons_with
from courses.outline.models import Course

logger = logging.getLogger(__name__)
# A course's page is the fourth from the top: below the root, a home page and a catalogue.
A_COURSE = 4 * Page.steplen


def freeze_what_was_left(*, at: datetime) -> None:
    """Look again at each course whose pages are not as they were when this last looked.

    What it saw is remembered in the cache: if that is lost, each course is looked at once more, to no effect.
    """
    for key, state in {**_states_of_pages(), **_deleted()}.items():
        address = f"frozen:{key}"
        if cache.get(address) == state:
            continue
        try:
            _freeze(key, at)
        except CourseCannotBeFrozen as refusal:
            # Another course may be in its way and leave it, so it is tried again though its own pages stay.
            logger.info("Course %s was not frozen: %s", key, refusal)
            continue
        except Exception:
            logger.exception("Course %s could not be frozen", key)
            continue
        cache.set(address, state, None)


def freeze_courses_with(*, content_id: int, at: datetime) -> None:
    """Look again at the courses in whose lessons this content stands."""
    for key in sorted(_courses_with(content_id)):
        try:
            _freeze(key, at)
        except CourseCannotBeFrozen as refusal:
            logger.info("Course %s was not frozen: %s", key, refusal)


def _courses_with(content_id: int) -> set[UUID]:
    lessons = LessonPage.objects.live().filter(pk__in=lessons_with(content_id=content_id))
    paths = {path[:A_COURSE] for path in lessons.values_list("path", flat=True)}
    return set(CoursePage.objects.filter(path__in=paths).values_list("translation_key", flat=True))


def _freeze(key: UUID, at: datetime) -> None:
    """Only what was left is rendered anew: all else was frozen, and its rendering asked for, when it was published."""
    before = Course.objects.filter(key=key).values_list("latest", flat=True).first()
    revision = freeze_course(key=key, by=None, at=at)
    if revision and revision.pk != before:
        renew_course(key)


def _states_of_pages() -> dict[UUID, str]:
    """For each course a digest that changes with every publication, move and removal of its pages. Two statements."""
    digests: defaultdict[UUID, hashlib.blake2b] = defaultdict(lambda: hashlib.blake2b(digest_size=12))
    courses = dict(CoursePage.objects.filter(alias_of=None).values_list("path", "translation_key"))
    for path, *state in _pages():
        if key := courses.get(path[:A_COURSE]):
            digests[key].update(repr((path, *state)).encode())
    return {key: digest.hexdigest() for key, digest in digests.items()}


def _pages() -> Iterator[tuple[str, object, object, object]]:
    pages = Page.objects.filter(alias_of=None).type(CoursePage, ModulePage, LessonPage).order_by("path")
    yield from pages.values_list("path", "url_path", "live", "last_published_at").iterator()


def _deleted() -> dict[UUID, str]:
    """Courses that are still offered although their page is gone in every language."""
    kept = KeptPage.objects.filter(kind=CoursePage._meta.model_name).values("key")
    gone = Course.objects.filter(withdrawn=False, key__in=kept)
    return dict.fromkeys(
        gone.exclude(key__in=CoursePage.objects.values("translation_key")).values_list("key", flat=True), ""
    )
