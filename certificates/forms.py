"""The verification form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.numbers import is_well_formed, tidied

LARGEST = 5_000_000
"""Bytes; a city certificate with 500 names has under a tenth of it."""
AS_PRINTED = {"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}


class VerificationForm(forms.Form):
    """A verification code, with or without the number; or the file. All fit on a page without script."""

    code = forms.CharField(
        label=_("Verification code"), max_length=64, required=False,
        help_text=_("22 letters and digits in the lower right corner. Capitals matter."),
        widget=forms.TextInput(attrs=AS_PRINTED | {"autocapitalize": "none"}),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Certificate number"), max_length=80, required=False,
        help_text=_("In the lower left corner. With it, the holder's name is shown in full."),
        widget=forms.TextInput(attrs=AS_PRINTED),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or the PDF file"), required=False, allow_empty_file=True,
        help_text=_("It is compared with the register and not kept. At most 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())

    def clean_number(self) -> str:
        number = tidied(self.cleaned_data["number"])
        if number and not is_well_formed(number):
            raise forms.ValidationError(_("A character in this number is mistyped: its check digits do not agree."))
        return number

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is larger than 5 MB; no certificate is."))
        return file

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.cleaned_data.get("code") and not self.cleaned_data.get("file"):
            raise forms.ValidationError(_("Enter the verification code, or choose the PDF file."))
        return self.cleaned_data
