"""The course catalogue."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.pages.courses import CoursePage
from cms.pages.filters import CourseFilters
from cms.pages.frame import SitePage

A_PAGE = 12
SLUG = "courses"


class CatalogueIndexPage(SitePage):
    """Its slug is fixed: cms.page_urls answers the addresses below it from shells."""

    template = "cms/pages/catalogue_index_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.CoursePage"]
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("summary")]
    page_description = _("The list of courses, with its filters.")

    class Meta:
        verbose_name = _("course catalogue")
        verbose_name_plural = _("course catalogues")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.slug = SLUG
        super().full_clean(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        filters = CourseFilters(request.GET, levels=list(CoursePage.Level.choices))
        courses = CoursePage.objects.live().child_of(self).select_related("alias_of__locale").order_by("path")
        page = Paginator(filters.applied_to(courses), A_PAGE).get_page(request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        return context | {"filters": filters, "courses": course_cards(page.object_list), "listing": page}


def course_cards(courses: Iterable[CoursePage]) -> list[dict[str, Any]]:
    """Courses as the design's course card takes them, with the languages that each can be taken in."""
    courses = list(courses)
    languages = _languages_of({course.translation_key for course in courses})
    return [course.as_card() | {"languages": languages[course.translation_key]} for course in courses]


def _languages_of(keys: set[UUID]) -> dict[UUID, list[str]]:
    pages = CoursePage.objects.live().filter(translation_key__in=keys, alias_of=None).order_by("pk")
    languages = defaultdict(list)
    for key, code in pages.values_list("translation_key", "locale__language_code"):
        languages[key].append(get_language_info(code)["name_local"])
    return languages
