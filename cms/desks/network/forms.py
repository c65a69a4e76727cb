"""The form of a city: its lists as people write them."""

import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.desks.network.cells import items_of, listed, names_listed, names_of
from lms.network.models import City


class ListField(forms.CharField):
    """A list of words, written with commas."""

    def prepare_value(self, value: Any) -> Any:
        return listed(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return items_of(super().to_python(value) or "")


class NamesField(forms.CharField):
    """Names by language, one on a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return names_listed(value, between="\n") if isinstance(value, dict) else value

    def to_python(self, value: Any) -> dict[str, str]:  # type: ignore[override]
        return names_of(super().to_python(value) or "")


class CityForm(WagtailAdminModelForm):
    weekend = forms.TypedMultipleChoiceField(
        label=_("Weekend"), required=False, coerce=int, choices=lambda: list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple, help_text=_("Deadlines never fall on these days."),
    )  # fmt: skip
    languages = ListField(
        label=_("Languages"),
        help_text=_(
            "Tags with commas, the most used first: en, sw. E-mails to the city are written in the first we speak."
        ),
    )
    names = NamesField(label=_("Names by language"), required=False, help_text=_("One on a line, such as ko: 나이로비"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
    )

    class Meta:
        model = City
        fields: ClassVar = "__all__"
