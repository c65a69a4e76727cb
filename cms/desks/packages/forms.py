from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.packages.limits import LIMITS, MB
from courses.packages.models import Content

SUFFIXES = (".h5p", ".zip", ".xml")


class UploadForm(forms.Form):
    """The package's own checks come with its import. Who may not manage libraries is not asked about them."""

    package = forms.FileField(
        label=_("Package"),
        help_text=format_lazy(
            _("An .h5p file, or a SCORM or cmi5 package (.zip), of at most {size} MB."), size=LIMITS.package // MB
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    approve = forms.BooleanField(
        label=_("Approve the libraries that it brings"),
        help_text=_("Only where you know who made them: their scripts run in the learners' browsers."),
        required=False,
    )

    def __init__(self, *args: Any, may_approve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_approve:
            del self.fields["approve"]

    def clean_package(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["package"]
        if not (file.name or "").lower().endswith(SUFFIXES):
            raise forms.ValidationError(_("Choose a file whose name ends in .h5p, .zip or .xml."))
        return file


class TitleForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=255)


class ContentFilter(forms.Form):
    q = forms.CharField(label=_("Title or library"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Content.Kind.choices], required=False)
    waiting = forms.BooleanField(label=_("Waiting for approval"), required=False)


class LibraryFilter(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    waiting = forms.BooleanField(label=_("Waiting for approval"), required=False)
