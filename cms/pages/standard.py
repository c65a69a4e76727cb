"""A page of text: about the network, privacy, accessibility."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.bodies import PageBody
from cms.pages.frame import SitePage


class StandardPage(SitePage):
    body = StreamField(PageBody(), verbose_name=_("text"), blank=True)
    in_footer = models.BooleanField(_("show in the footer"), default=False)

    template = "cms/pages/standard_page.html"
    parent_page_types: ClassVar = ["cms.HomePage", "cms.StandardPage"]
    subpage_types: ClassVar = ["cms.StandardPage"]
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = [*SitePage.promote_panels, FieldPanel("in_footer")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    page_description = _("Text that stays: about the network, privacy, accessibility.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
