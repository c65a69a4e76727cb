from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.packages.limits import LIMITS, MB


class UploadForm(forms.Form):
    """The package's own checks come with its import."""

    package = forms.FileField(
        label=_("Package"),
        help_text=format_lazy(
            _("An .h5p file of at most {size} MB, with the libraries it needs."), size=LIMITS.package // MB
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".h5p"}),
    )

    def clean_package(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["package"]
        if not (file.name or "").lower().endswith(".h5p"):
            raise forms.ValidationError(_("Choose a file whose name ends in .h5p."))
        return file
