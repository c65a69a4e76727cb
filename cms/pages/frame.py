"""What every page of the site has in common: the way to it, its languages, and no copy of an untranslated page."""

from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField


class SitePage(Page):
    """The base of the site's pages. A page without a translation is an alias, and leads to the original as a whole."""

    summary = models.CharField(
        _("summary"), max_length=220, blank=True, help_text=_("One or two sentences, for lists and search engines.")
    )

    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary")]
    override_translatable_fields: ClassVar = [SynchronizedField("slug", overridable=False)]
    show_in_menus_default = False
    # A page is published for all or not at all: lists, search and shells know no other door than the lessons'.
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuses an address in another script: cms.page_urls and the learner's addresses hold ASCII slugs only."""
        super().clean()
        if not self.slug.isascii():
            raise ValidationError({"slug": validate_slug.message})

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.alias_of is not None:
            return cast(HttpResponse, redirect(self.alias_of.url))
        return cast(HttpResponse, super().serve(request, *args, **kwargs))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return [] if self.alias_of_id else cast("list[dict[str, Any]]", super().get_sitemap_urls(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        ancestors = ancestors_of(self)
        return context | {
            "breadcrumb": [{"label": page.title, "href": page.url} for page in ancestors],
            "language_links": language_links(self, ancestors),
            "description": self.search_description or self.summary,
        }


def ancestors_of(page: Page) -> list[Page]:
    """From the home page down to the parent."""
    return list(page.get_ancestors().filter(depth__gt=1).select_related("locale"))


def language_links(page: Page, ancestors: list[Page]) -> list[dict[str, Any]]:
    """For each language the page's translation (an alternate), or the nearest page above it that is translated."""
    nearest_first = [page.translation_key, *(above.translation_key for above in reversed(ancestors))]
    found = {(there.locale.language_code, there.translation_key): there for there in _translations(nearest_first)}
    links = []
    for code, _name in settings.LANGUAGES:
        target = next((found[code, key] for key in nearest_first if (code, key) in found), None)
        if target is not None:
            current = code == page.locale.language_code
            name = get_language_info(code)["name_local"]
            same = target.translation_key == page.translation_key
            links.append({"code": code, "name": name, "url": target.url, "current": current, "alternate": same})
    return links


def _translations(keys: list[Any]) -> QuerySet[Page]:
    pages = Page.objects.live().filter(translation_key__in=keys, alias_of=None).select_related("locale")
    return cast("QuerySet[Page]", pages)


def linked(page: Page) -> dict[str, Any]:
    """Title and address of a page in a list; an alias links the original and names its language.

    Wants `alias_of__locale` selected.
    """
    original = page.alias_of
    if original is None:
        return {"title": page.title, "href": page.url, "language": None}
    return {"title": original.title, "href": original.url, "language": named(original.locale.language_code)}


def named(code: str) -> dict[str, str]:
    """A language as links to pages in it name it."""
    info = get_language_info(code)
    return {"code": code, "name": info["name_local"], "dir": "rtl" if info["bidi"] else "ltr"}
