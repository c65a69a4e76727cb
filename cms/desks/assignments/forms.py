"""What is asked at the desk."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.assignments.models import LONGEST_COMMENT, Submission
from lms.accounts.models import User

State = Submission.State


class QueueFilter(forms.Form):
    show = forms.ChoiceField(
        label=_("Show"), required=False,
        choices=[
            ("", _("waiting for marking")), ("mine", _("taken by me")), ("returned", State.RETURNED.label),
            ("marked", State.MARKED.label),
        ],
    )  # fmt: skip

    def wanted(self, officer: User) -> Q:
        show = self.cleaned_data.get("show", "") if self.is_valid() else ""
        return {
            "mine": Q(state=State.SUBMITTED, marker=officer),
            "returned": Q(state=State.RETURNED),
            "marked": Q(state=State.MARKED),
        }.get(show, Q(state=State.SUBMITTED))


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What is to be revised"), max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": 4})
    )
