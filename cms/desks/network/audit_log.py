"""The audit log: who changed what, and when."""

from typing import ClassVar

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from cms.desks.network.read_only import ReadOnlyDesk
from lms.audit.models import AuditEntry


class AuditFilters(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    action = django_filters.CharFilter(label=_("Action"), lookup_expr="icontains")

    class Meta:
        model = AuditEntry
        fields: ClassVar[list[str]] = []


class AuditDesk(ReadOnlyDesk):
    model = AuditEntry
    icon = "history"
    menu_label = _("Audit log")
    menu_order = 710
    related = ("actor",)
    list_display: ClassVar = [
        "action",
        "target_label",
        Column("actor", label=_("By"), accessor=lambda entry: entry.actor or _("the platform")),
        DateColumn("at", label=_("When"), sort_key="at"),
    ]
    list_export: ClassVar = ["at", "action", "target_type", "target_id", "target_label", "actor"]
    export_filename = "audit"
    filterset_class = AuditFilters
    search_fields: ClassVar = ["action", "target_type", "target_label", "target_id", "actor__display_name"]
