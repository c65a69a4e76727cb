"""Forms of the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, Revocation
from courses.programmes.models import Edition


class RegisterFilter(forms.Form):
    q = forms.CharField(label=_("Number, name or city"), required=False, max_length=100)
    edition = forms.ModelChoiceField(Edition.objects.all(), label=_("Edition"), required=False, to_field_name="code")
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Certificate.Kind.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *Certificate.State.choices])


class RevocationForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=Revocation.Reason.choices, help_text=_("Shown in public."))
    note = forms.CharField(
        label=_("Note for the file"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    """Why a certificate is drawn up anew."""

    reason = forms.CharField(label=_("What was wrong"), max_length=500, help_text=_("Kept in the log."))


class NameForm(ReasonForm):
    """An official's name and title as they should have been printed."""

    name = forms.CharField(label=_("Name in Latin letters"), max_length=200)
    native_name = forms.CharField(label=_("Name in its own script"), max_length=200, required=False)
    title = forms.CharField(label=_("Title in English or Latin letters"), max_length=200, required=False)
    native_title = forms.CharField(label=_("Title as the city writes it"), max_length=200, required=False)
    field_order = ("name", "native_name", "title", "native_title", "reason")
