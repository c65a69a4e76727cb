"""The home page of a language."""

from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import BaseTranslatableField

from cms.blocks.bodies import Lines
from cms.blocks.texts import FEATURES
from cms.pages.catalogue import CatalogueIndexPage, course_cards
from cms.pages.courses import CoursePage
from cms.pages.figures import key_figures
from cms.pages.frame import SitePage
from cms.pages.news import NewsPage
from cms.pages.practices import PracticePage
from courses.programmes.models import Edition

SHOWN = 3


class HomePage(SitePage):
    lead = RichTextField(_("lead"), features=["bold", "italic"], help_text=_("One or two sentences under the title."))
    who_we_are = RichTextField(_("who we are"), features=FEATURES, blank=True)
    lines_of_action = StreamField(Lines(), verbose_name=_("lines of action"), blank=True)

    # Each language has a home page of its own name; it is neither translated nor copied from the original.
    override_translatable_fields: ClassVar = [BaseTranslatableField("slug")]
    template = "cms/pages/home_page.html"
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("who_we_are"),
        FieldPanel("lines_of_action"),
    ]
    page_description = _("The home page of a language.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        courses = CoursePage.objects.live().descendant_of(self).select_related("alias_of__locale").order_by("path")
        practices = PracticePage.objects.live().descendant_of(self).select_related("city", "alias_of__locale")
        news = NewsPage.objects.live().descendant_of(self).select_related("alias_of__locale").order_by("-date")
        return context | {
            "catalogue": CatalogueIndexPage.objects.child_of(self).live().first(),
            "editions": next_editions(timezone.localdate()),
            "courses": course_cards(courses[:SHOWN]),
            "practices": [
                one.as_card() for one in practices.prefetch_related("topics__names").order_by("-year")[:SHOWN]
            ],
            "news": [one.as_card() for one in news[:SHOWN]],
            "figures": key_figures(),
        }


def next_editions(day: date) -> list[dict[str, Any]]:
    """Editions that run or will run, the nearest first."""
    language = get_language() or "en"
    coming = Edition.objects.filter(state=Edition.State.OPEN, ends_on__gte=day).select_related("programme")
    return [
        {"title": edition.programme.title_in(language), "code": edition.code, "starts_on": edition.starts_on,
         "ends_on": edition.ends_on}
        for edition in coming.order_by("starts_on")[:SHOWN]
    ]  # fmt: skip
