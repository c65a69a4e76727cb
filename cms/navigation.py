"""The links of header and footer, from the page tree, kept until a page changes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.delivery import generation
from cms.pages.frame import linked
from cms.pages.standard import StandardPage

Link = dict[str, Any]


@dataclass(frozen=True)
class Navigation:
    header: list[Link]
    footer: list[Link]


def navigation_in(language: str) -> Navigation:
    """Header: the children of the language's home page that are shown in menus. Footer: pages that say so."""
    return generation.remembered(f"navigation:{language}", lambda: _read(language))


def _read(language: str) -> Navigation:
    with override(language):
        locale = Locale.objects.filter(language_code=language).first()
        live = Page.objects.live().filter(locale=locale).select_related("alias_of__locale").order_by("path")
        footer = StandardPage.objects.live().filter(locale=locale, in_footer=True).select_related("alias_of__locale")
        header = [_link(page) for page in live.filter(depth=3, show_in_menus=True)]
        return Navigation(header=header, footer=[*(_link(page) for page in footer.order_by("path")), *_fixed(language)])


def _link(page: Page) -> Link:
    link = linked(page)
    return {"label": link["title"], "target": link["href"]}


def _fixed(language: str) -> list[Link]:
    """Pages that are no Wagtail pages; a target is an address or the name of one."""
    search = {"label": _("Search"), "target": f"/{language}/search/"}
    return [{"label": _("Verify a certificate"), "target": "verify"}, search]


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the links that the design's frame shows, looked up only where a template shows them."""
    language = get_language() or "en"
    return {
        "navigation": SimpleLazyObject(lambda: navigation_in(language).header),
        "footer_links": SimpleLazyObject(lambda: navigation_in(language).footer),
    }
