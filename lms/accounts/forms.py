"""Forms about oneself."""

import zoneinfo
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User

CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def _zones() -> list[str]:
    """The zones named after places; the database's other names are of countries and of offsets."""
    return sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(CONTINENTS))


class PersonForm(forms.ModelForm[User]):
    """Names in whatever form the person has, language and time zone."""

    time_zone = forms.TypedChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("that of my city")), *((zone, zone.replace("_", " ")) for zone in _zones())],
        help_text=_("Deadlines are shown in this zone and in the city's."),
    )

    class Meta:
        model = User
        fields: ClassVar = ["display_name", "native_name", "latin_name", "address_as", "language", "time_zone"]
        help_texts: ClassVar = {
            "display_name": _("As it should stand on certificates. One name or several, in your order."),
            "native_name": _("If it differs from the name above."),
            "latin_name": _("For readers of other scripts."),
            "address_as": _("How letters should address you."),
        }


class JoinForm(PersonForm):
    """The account page of somebody who was invited; the address is fixed by the invitation."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters; not one that many people use."),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.instance)
        return password

    def account_fields(self) -> dict[str, Any]:
        """The cleaned values as lms.accounts.actions.join takes them."""
        return dict(self.cleaned_data)
