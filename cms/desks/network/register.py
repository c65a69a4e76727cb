"""The register in the admin: who belongs to the network, since when, and who stands for whom."""

from collections import OrderedDict
from typing import Any, ClassVar

import django_filters
from django.db import models
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from cms.desks.network import views
from cms.desks.network.forms import CityForm
from cms.desks.network.import_views import ImportRows
from cms.desks.network.sheets import CITIES, FOCAL_POINTS, GOVERNANCE_ROLES, MEMBERSHIPS, POSITIONS, REGIONS, Sheet
from lms.network.models import (
    City,
    FocalPoint,
    GovernanceRole,
    Membership,
    Partner,
    Position,
    Region,
    RegionalOffice,
)


class RegisterDesk(ModelViewSet):
    """What all kinds of rows share. `related` are the rows that the listing shows too."""

    index_view_class = views.Listing
    add_view_class = views.Adding
    edit_view_class = views.Changing
    delete_view_class = views.Deleting
    inspect_view_class = views.Looking
    history_view_class = views.Past
    usage_view_class = views.Uses
    inspect_view_enabled = True
    copy_view_enabled = False
    related: ClassVar[tuple[str, ...]] = ()

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"related": self.related} if self.related else {}
        return super().get_index_view_kwargs(**shown, **kwargs)  # type: ignore[no-any-return]


class CityFilters(WagtailFilterSet):
    membership = django_filters.ChoiceFilter(
        label=gettext_lazy("Member today as"), choices=Membership.Kind.choices, method="member_today"
    )

    class Meta:
        model = City
        fields: ClassVar = ["region", "connectivity_tier"]

    def member_today(self, cities: QuerySet[City], _name: str, kind: str) -> QuerySet[City]:
        today = timezone.localdate()
        return cities.filter(pk__in=Membership.objects.filter(Membership.holds_on(today), kind=kind).values("city"))


class SheetListing(views.Listing):
    """Its spreadsheet has the columns that the import reads."""

    sheet: Any = None

    def to_row_dict(self, item: models.Model) -> "OrderedDict[str, Any]":
        return OrderedDict(self.sheet.cells_of(item))

    def get_heading(self, queryset: QuerySet[models.Model], field: str) -> str:
        return field

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if not (self.user_has_permission("add") and self.user_has_permission("change")):
            return buttons
        address = reverse(f"{self.request.resolver_match.namespace}:import")
        return [*buttons, Button(_("Import CSV or XLSX"), url=address, icon_name="upload", priority=80)]


class SheetDesk(RegisterDesk):
    """A kind that goes to a spreadsheet and comes back."""

    index_view_class = SheetListing
    sheet: ClassVar[Sheet]

    @property
    def list_export(self) -> list[str]:
        return self.sheet.headings

    @property
    def export_filename(self) -> str:
        return self.sheet.name

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(sheet=self.sheet, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        view = ImportRows.as_view(model=self.model, sheet=self.sheet)
        return [*super().get_urlpatterns(), path("import/", view, name="import")]


class CityDesk(SheetDesk):
    model = City
    sheet = CITIES
    icon = "globe"
    list_display: ClassVar = ["name", "native_name", "country", "region", "connectivity_tier", "time_zone"]
    related = ("region",)
    filterset_class = CityFilters
    search_fields: ClassVar = ["name", "native_name", "official_name", "country", "slug"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldPanel("native_name"),
                    FieldPanel("official_name"),
                    FieldPanel("names"),
                    FieldPanel("slug"),
                ],
                heading=gettext_lazy("Names"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("country"), FieldPanel("iso_code")]),
                    FieldPanel("region"),
                    FieldPanel("kind"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                ],
                heading=gettext_lazy("Place"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("time_zone"),
                    FieldPanel("weekend"),
                    FieldPanel("languages"),
                    FieldPanel("connectivity_tier"),
                ],
                heading=gettext_lazy("Working together"),
            ),
        ],
        base_form_class=CityForm,
    )


class RegionDesk(SheetDesk):
    model = Region
    sheet = REGIONS
    icon = "site"
    list_display: ClassVar = ["name", "code"]
    search_fields: ClassVar = ["name", "code"]
    form_fields: ClassVar = ["name", "code"]


class MembershipDesk(SheetDesk):
    model = Membership
    sheet = MEMBERSHIPS
    icon = "tick"
    list_display: ClassVar = ["city", "kind", "since", "until"]
    list_filter: ClassVar = ["kind", "city__region"]
    search_fields: ClassVar = ["city__name", "city__native_name"]
    related = ("city",)
    panels: ClassVar = [FieldPanel("city"), FieldPanel("kind"), FieldPanel("since"), FieldPanel("until")]


class GovernanceRoleDesk(SheetDesk):
    model = GovernanceRole
    sheet = GOVERNANCE_ROLES
    icon = "crosshairs"
    list_display: ClassVar = ["city", "kind", "since", "until"]
    list_filter: ClassVar = ["kind"]
    search_fields: ClassVar = ["city__name"]
    related = ("city",)
    panels: ClassVar = [FieldPanel("city"), FieldPanel("kind"), FieldPanel("since"), FieldPanel("until")]


class RegionalOfficeDesk(RegisterDesk):
    model = RegionalOffice
    icon = "home"
    list_display: ClassVar = ["name", "region"]
    list_export: ClassVar = ["name", "region"]
    list_filter: ClassVar = ["region"]
    search_fields: ClassVar = ["name"]
    related = ("region",)
    panels: ClassVar = [FieldPanel("name"), FieldPanel("region"), FieldPanel("officers")]


class PartnerDesk(RegisterDesk):
    model = Partner
    icon = "group"
    list_display: ClassVar = ["name", "website"]
    list_export: ClassVar = ["name", "website"]
    search_fields: ClassVar = ["name"]
    form_fields: ClassVar = ["name", "website"]

    def formfield_for_dbfield(self, db_field: "models.Field[Any, Any]", **kwargs: Any) -> Any:
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, **kwargs)


class FocalPointDesk(SheetDesk):
    model = FocalPoint
    sheet = FOCAL_POINTS
    icon = "user"
    list_display: ClassVar = ["person", "city", "since", "until"]
    list_filter: ClassVar = ["city__region"]
    search_fields: ClassVar = ["person__display_name", "person__email", "city__name"]
    related = ("person", "city")
    panels: ClassVar = [FieldPanel("city"), FieldPanel("person"), FieldPanel("since"), FieldPanel("until")]


class PositionDesk(SheetDesk):
    model = Position
    sheet = POSITIONS
    icon = "clipboard-list"
    list_display: ClassVar = ["person", "title", "department", "city", "since", "until"]
    list_filter: ClassVar = ["rank_band", "city__region"]
    search_fields: ClassVar = ["person__display_name", "title", "title_latin", "department", "city__name"]
    related = ("person", "city")
    panels: ClassVar = [
        FieldPanel("person"),
        FieldPanel("city"),
        FieldPanel("title"),
        FieldPanel("title_latin"),
        FieldPanel("department"),
        FieldPanel("rank_band"),
        FieldPanel("since"),
        FieldPanel("until"),
    ]


class NetworkDesk(ModelViewSetGroup):
    menu_label = gettext_lazy("Network")
    menu_icon = "globe"
    menu_order = 200
    items = (
        CityDesk,
        MembershipDesk,
        FocalPointDesk,
        PositionDesk,
        GovernanceRoleDesk,
        RegionDesk,
        RegionalOfficeDesk,
        PartnerDesk,
    )
