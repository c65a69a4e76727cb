"""The door of a file: a lesson's is for those who may read the lesson, a public page's is for everybody."""

from collections.abc import Iterable, Iterator
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

from cms.delivery.readers import reader_of
from cms.models import CoursePage, KeptPage, LessonPage
from lms.accounts.models import User
from lms.accounts.queries import is_staff_member


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
    return is_staff_member(person=person) or any(
        reader_of(person, course_key=key).may_read for key in set(_courses_with(document_id))
    )


def _courses_with(document_id: int) -> Iterator[UUID]:
    """Courses of which a lesson holds the file or held it when it was deleted."""
    for lesson in _showing(document_id).type(LessonPage).exclude(first_published_at=None):
        course = lesson.get_ancestors().type(CoursePage)
        yield from course.values_list("translation_key", flat=True)
    kept: Iterable[tuple[UUID, list[int]]] = KeptPage.objects.values_list("course_key", "documents")
    yield from (key for key, documents in kept if document_id in documents)


def _showing(document_id: int) -> PageQuerySet:
    """Pages that hold the file, in whatever block or text."""
    found = ReferenceIndex.get_references_to(get_document_model()(pk=document_id))
    pages = found.filter(base_content_type=ContentType.objects.get_for_model(Page)).values_list("object_id", flat=True)
    return Page.objects.filter(pk__in=[int(pk) for pk in pages])
