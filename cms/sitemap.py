"""The public pages of every language, for search engines. Lessons and placeholders are not among them."""

from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class SiteMap(Sitemap):
    def items(self) -> Any:
        pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
        return pages.order_by("path").defer_streamfields().specific()
