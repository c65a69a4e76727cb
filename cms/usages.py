"""On which pages a content of courses.packages stands."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

from courses.packages.models import Content


@dataclass(frozen=True)
class Place:
    """A page on which the content stands; the address is empty for who may not edit it."""

    title: str
    href: str


def pages_holding(*, content_id: int) -> list[str]:
    return [str(source) for source, _references in _references_to(Content(pk=content_id))]


def places_of(content: Content, officer: Any) -> list[Place]:
    finder = AdminURLFinder(officer)
    return [
        Place(title=str(source), href=finder.get_edit_url(source) or "")
        for source, _references in _references_to(content)
    ]


def _references_to(content: Content) -> Any:
    return ReferenceIndex.get_references_to(content).group_by_source_object()
