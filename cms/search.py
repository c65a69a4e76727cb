"""Searching the site's public pages. Lessons are not among them: what they say is for who is enrolled."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.models import CoursePage, HomePage, NewsPage, PracticePage, StandardPage
from cms.pages.frame import linked

SEARCHED = (HomePage, CoursePage, PracticePage, StandardPage, NewsPage)
A_PAGE = 20
LONGEST = 100


@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    listing = Paginator(found_pages(words, get_language() or "en"), A_PAGE).get_page(request.GET.get("page"))
    values = {"words": words, "listing": listing, "results": [_result(page) for page in listing]}
    return render(request, "cms/search.html", values)


def found_pages(words: str, language: str) -> list[Page]:
    """Live pages in the tree of this language that hold the words, best first."""
    if not words:
        return []
    pages = Page.objects.live().type(SEARCHED).filter(locale__language_code=language)
    return list(pages.search(words, order_by_relevance=True)[:200])


def _result(page: Page) -> dict[str, Any]:
    specific = page.specific
    return linked(specific) | {"text": specific.summary}
