"""Searching the site's public pages. Lessons are not among them: what they say is for who is enrolled."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from cms.models import CoursePage, HomePage, NewsPage, PracticePage, StandardPage
from cms.pages.frame import linked

SEARCHED = (HomePage, CoursePage, PracticePage, StandardPage, NewsPage)
A_PAGE = 20
LONGEST = 100
MOST = 200


@require_safe
def site_search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    listing = Paginator(found_pages(words, get_language() or "en"), A_PAGE).get_page(request.GET.get("page"))
    values = {
        "words": words,
        "query": urlencode({"q": words}),
        "listing": listing,
        "results": [_result(page) for page in listing],
    }
    return render(request, "cms/search.html", values)


def found_pages(words: str, language: str) -> list[Any]:
    """Live pages in the tree of this language that hold the words, best first."""
    if not words:
        return []
    locale = Locale.objects.filter(language_code=language).first()
    pages = Page.objects.live().type(SEARCHED).filter(locale=locale).search(words)
    keys = [page.pk for page in pages[:MOST]]
    in_full = Page.objects.select_related("alias_of__locale").specific().in_bulk(keys)
    return [in_full[key] for key in keys]


def _result(page: Any) -> dict[str, Any]:
    return linked(page) | {"text": page.summary}
