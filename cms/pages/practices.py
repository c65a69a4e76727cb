"""The best-practice library: what a city did, why, and what came of it."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.blocks.bodies import PageBody
from cms.blocks.texts import FEATURES
from cms.pages.filters import PracticeFilters
from cms.pages.frame import SitePage, linked
from cms.topics import Topic
from lms.network.models import City, Region

A_PAGE = 12
AXES = ("administrative_innovation", "transparency_level", "online_services")
PARTS = ("problem", "solution", "process_change", "transparency", "service", "result")


def axis(name: Any) -> Any:
    return models.PositiveSmallIntegerField(
        name, choices=[(level, str(level)) for level in range(4)], default=0, validators=[MaxValueValidator(3)]
    )


def part(name: Any, help_text: Any) -> RichTextField:
    return RichTextField(name, blank=True, features=FEATURES, help_text=help_text)


class PracticeIndexPage(SitePage):
    template = "cms/pages/practice_index_page.html"
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.PracticePage"]
    max_count_per_parent = 1
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("summary")]
    page_description = _("The library of practices, with its filters.")

    class Meta:
        verbose_name = _("library of practices")
        verbose_name_plural = _("libraries of practices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        practices = PracticePage.objects.live().child_of(self).select_related("city", "alias_of__locale")
        filters = PracticeFilters(request.GET, regions=list(Region.objects.values_list("code", "name")))
        chosen = filters.applied_to(practices.prefetch_related("topics__names").order_by("-year", "title"))
        page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
        context = super().get_context(request, *args, **kwargs)
        return context | {"filters": filters, "practices": [one.as_card() for one in page], "listing": page}


class PracticePage(SitePage):
    city = models.ForeignKey(City, models.PROTECT, related_name="+", verbose_name=_("city"))
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1980), MaxValueValidator(2100)], help_text=_("When it was introduced.")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    award = models.CharField(_("award"), max_length=200, blank=True)
    administrative_innovation = axis(_("administrative innovation"))
    transparency_level = axis(_("transparency"))
    online_services = axis(_("online services"))
    image = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    image_alt = models.CharField(
        _("what the picture shows"), max_length=300, blank=True, help_text=_("For those who do not see it.")
    )
    problem = part(_("problem"), _("What was wrong, for whom."))
    solution = part(_("solution"), _("What the city built or changed."))
    process_change = part(_("change of process"), _("What the administration does differently since."))
    transparency = part(_("openness"), _("What people can see or check since."))
    service = part(_("service"), _("What it is like for those who use it."))
    result = part(_("result"), _("What came of it; figures only with their source."))
    more = StreamField(PageBody(), verbose_name=_("more"), blank=True)

    template = "cms/pages/practice_page.html"
    parent_page_types: ClassVar = ["cms.PracticeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("city"), FieldPanel("year"), FieldPanel("award")], heading=_("Where and when")),
        MultiFieldPanel(
            [FieldPanel(name) for name in AXES],
            heading=_("The three axes"),
            help_text=_("0: not at all, 3: this is what the practice is about. The axes are no ranking."),
        ),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        MultiFieldPanel([FieldPanel(name) for name in PARTS], heading=_("The practice")),
        FieldPanel("more"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, *(index.SearchField(name) for name in PARTS)]
    page_description = _("One practice of one city.")

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def axes(self) -> list[dict[str, Any]]:
        """The three axes with their names, 0 to 3 each."""
        fields = (self._meta.get_field(name) for name in AXES)
        return [{"label": field.verbose_name, "level": getattr(self, field.name)} for field in fields]

    def as_card(self) -> dict[str, Any]:
        language = get_language() or "en"
        comma = pgettext("between the parts of a list, with its space", ", ")
        return linked(self) | {
            "text": self.summary,
            "kicker": f"{self.city.name_in(language)}{comma}{self.year}",
            "topics": [topic.name_in(language) for topic in self.topics.all()],
            "axes": self.axes,
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        fields = (self._meta.get_field(name) for name in PARTS)
        parts = [{"title": field.verbose_name, "text": getattr(self, field.name)} for field in fields]
        context = super().get_context(request, *args, **kwargs)
        return context | {"parts": [part for part in parts if part["text"]], "card": self.as_card()}
