"""The door of a file: a lesson's is for those who may read the lesson, a public page's is for everybody."""

from collections.abc import Iterable
from contextlib import suppress
from typing import cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.models import Page, PageQuerySet, ReferenceIndex

from cms.delivery.readers import Reader
from cms.models import CoursePage, KeptPage, LessonPage
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline
from courses.progress.queries import standings_of
from lms.accounts.models import User
from lms.accounts.queries import is_staff_member

# A lesson stands below a module, and that below the course.
TO_ITS_COURSE = -2 * Page.steplen


@require_safe
def document(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """A file that is not for this person is answered as one that does not exist."""
    public = is_public(int(number))
    if not public and not may_open(request.user, int(number)):
        raise Http404
    response = cast(HttpResponseBase, serve(request, number, name))
    if not public:
        # Nobody on the way may keep it.
        patch_cache_control(response, private=True, no_cache=True)
    return response


def is_public(document_id: int) -> bool:
    """Whether a live page other than a lesson shows the file."""
    return bool(_showing(document_id).live().not_type(LessonPage).exists())


def may_open(person: User | AnonymousUser, document_id: int) -> bool:
    """Whether a lesson that the person may read holds the file. Staff open any, as they must to write with it."""
    if not isinstance(person, User):
        return False
    return is_staff_member(person=person) or _is_for_reader(person, document_id)


def _is_for_reader(person: User, document_id: int) -> bool:
    """As many statements for a file of many lessons, and for many enrolments, as for one."""
    revisions = [one.enrolled.revision for one in standings_of(person=person) if Reader(standing=one).may_read]
    outlines = outlines_of(revisions=revisions).values()
    if not outlines:
        return False
    lessons = list(_showing(document_id).type(LessonPage).exclude(first_published_at=None).select_related("locale"))
    return _shown_in_courses(outlines, lessons) or _held_by_revisions(outlines, lessons, document_id)


def _shown_in_courses(outlines: Iterable[Outline], lessons: list[Page]) -> bool:
    """Whether a live lesson shows the file: those of a course are for all of its readers, however late they came."""
    above = {lesson.path[:TO_ITS_COURSE] for lesson in lessons if lesson.live}
    keys = [outline.key for outline in outlines]
    return bool(above) and CoursePage.objects.filter(path__in=above, translation_key__in=keys).exists()


def _held_by_revisions(outlines: Iterable[Outline], lessons: list[Page], document_id: int) -> bool:
    """Whether a page of these revisions, wherever it is now, shows the file or did so when it left the site."""
    keys = {outline.key for outline in outlines} | {lesson.key for one in outlines for lesson in one.lessons}
    kept = KeptPage.objects.filter(key__in=_of_pages(keys)).values_list("key", "language", "documents")
    files = {(str(key), language): document_id in documents for key, language, documents in kept}
    # The row of a page that is not live may hold a draft: where something was kept, that counts.
    rows = [lesson for lesson in lessons if lesson.live or _place_of(lesson) not in files]
    return any(files.values()) or any(str(lesson.translation_key) in keys for lesson in rows)


def _of_pages(keys: Iterable[str]) -> list[UUID]:
    """An outline that was not frozen from pages may have keys of another form."""
    found = []
    for key in keys:
        with suppress(ValueError):
            found.append(UUID(key))
    return found


def _place_of(lesson: Page) -> tuple[str, str]:
    return str(lesson.translation_key), lesson.locale.language_code


def _showing(document_id: int) -> PageQuerySet:
    """Pages that hold the file, in whatever block or text."""
    found = ReferenceIndex.get_references_to(get_document_model()(pk=document_id))
    pages = found.filter(base_content_type=ContentType.objects.get_for_model(Page)).values_list("object_id", flat=True)
    return Page.objects.filter(pk__in=[int(pk) for pk in pages])
