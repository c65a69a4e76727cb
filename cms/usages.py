"""On which pages a content of courses.packages stands."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from courses.packages.models import Content


@dataclass(frozen=True)
class Place:
    """A page on which the content stands; the address is empty for who may not edit it."""

    title: str
    href: str


def pages_holding(*, content_id: int) -> list[str]:
    return [str(source) for source, _references in _references_to(Content(pk=content_id))]


def lessons_with(*, content_id: int) -> list[int]:
    """Primary keys of the pages, lessons among them, that hold the content."""
    sources = (source for source, _references in _references_to(Content(pk=content_id)))
    return [source.pk for source in sources if isinstance(source, Page)]


def places_of(content: Content, officer: Any) -> list[Place]:
    finder = AdminURLFinder(officer)
    found = _references_to(content)
    return [Place(title=str(source), href=finder.get_edit_url(source) or "") for source, _references in found]


def counts_of(contents: Iterable[Content]) -> Counter[int]:
    """On how many pages each stands, in one statement."""
    numbers = [str(content.pk) for content in contents]
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Content), to_object_id__in=numbers
    )
    pairs = rows.values_list("to_object_id", "base_content_type", "object_id").distinct()
    return Counter(int(content) for content, _kind, _page in pairs)


def _references_to(content: Content) -> Any:
    return ReferenceIndex.get_references_to(content).group_by_source_object()
