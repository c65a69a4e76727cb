"""What a focal point and an official fill in."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.programmes.models import Nomination


class NomineeForm(forms.Form):
    """An official whom the city names."""

    display_name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As the official writes it, in any script and order.")
    )
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("The official's own: the seat is offered to it.")
    )
    title = forms.CharField(label=_("Post"), max_length=200, required=False)
    department = forms.CharField(label=_("Department"), max_length=200, required=False)
    motivation = forms.CharField(
        label=_("Why this person"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    ASKED: ClassVar = ("display_name", "email", "title", "department", "motivation")

    @classmethod
    def initial_from(cls, nomination: Nomination) -> dict[str, str]:
        return {name: getattr(nomination, name) for name in cls.ASKED}


class ReplacementForm(NomineeForm):
    """The official who takes over a confirmed seat."""

    motivation = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=_("Reason for the change"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class OptionalReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class SeatForm(forms.Form):
    """The official's yes."""

    title = forms.CharField(
        label=_("Your title"), max_length=200, help_text=_("As your city writes it; certificates will show it.")
    )
    department = forms.CharField(label=_("Your department"), max_length=200, required=False)
    released_by = forms.CharField(
        label=_("Supervisor who releases you from duty"), max_length=200, help_text=_("Name and office.")
    )
    declaration = forms.BooleanField(
        label=_("I will take part, and my supervisor has agreed to release me from duty for it.")
    )
