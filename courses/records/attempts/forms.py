"""What comes from a package in the browser, checked before it is believed to be even a claim."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, StringConstraints

from courses.records.attempts.claims import Claim

LONGEST_RESPONSE = 20_000


class ClaimForm(forms.Form):
    """A raw score with its maximum, and whether the package calls it a success or complete; `key` makes it one."""

    MOST: ClassVar = Decimal(1_000_000)

    key = forms.UUIDField()
    score_raw = forms.DecimalField(required=False, min_value=0, max_value=MOST)
    score_max = forms.DecimalField(required=False, min_value=0, max_value=MOST)
    success = forms.NullBooleanField(required=False)
    completion = forms.NullBooleanField(required=False)
    response = forms.CharField(required=False, max_length=LONGEST_RESPONSE, strip=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        raw, most = data.get("score_raw"), data.get("score_max")
        if raw is not None and (most is None or raw > most):
            raise forms.ValidationError(_("A score must lie between 0 and its maximum."))
        if not self.errors and all(data.get(name) is None for name in ("score_raw", "success", "completion")):
            raise forms.ValidationError(_("A result tells a score, a success or a completion."))
        return data

    @property
    def is_unfinished(self) -> bool:
        """The package itself says that there is more to do."""
        return self.cleaned_data["completion"] is False

    @property
    def claim(self) -> Claim:
        data = self.cleaned_data
        return Claim(data["score_raw"], data["score_max"], data["success"], data["completion"], data["response"])


class States(BaseModel):
    """Texts by key; null forgets what is under the key."""

    states: dict[Annotated[str, StringConstraints(pattern=r"^[\w.:/-]+$", max_length=255)], str | None]
