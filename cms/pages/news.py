"""News."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.bodies import PageBody
from cms.pages.frame import SitePage, linked

A_PAGE = 20


class NewsIndexPage(SitePage):
    template = "cms/pages/news_index_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.NewsPage"]
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("summary")]
    page_description = _("The list of news, newest first.")

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news = NewsPage.objects.live().child_of(self).select_related("alias_of__locale").order_by("-date", "-pk")
        page = Paginator(news, A_PAGE).get_page(request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        return context | {"news": [item.as_card() for item in page], "listing": page}


class NewsPage(SitePage):
    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(PageBody(), verbose_name=_("text"))

    template = "cms/pages/news_page.html"
    parent_page_types: ClassVar = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    page_description = _("One piece of news.")

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")

    def as_card(self) -> dict[str, Any]:
        return linked(self) | {"text": self.summary, "date": self.date}
