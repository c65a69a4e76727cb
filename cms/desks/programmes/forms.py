"""What the secretariat fills in."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from courses.outline.models import Course
from courses.programmes.actions.editions import POLICY
from courses.programmes.models import Edition, Invitation, Nomination, TrainingProgramme
from courses.records.cmi5.units import Standing
from lms.network.models import City, Membership, Region

OTHER_LANGUAGES = [(tag, name) for tag, name in settings.LANGUAGES if tag != settings.LANGUAGE_CODE]
SPARE_COURSES = 3
"""So many empty fields follow the courses that an edition has."""


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, required=required, help_text=help_text)


class ProgrammeForm(forms.ModelForm[TrainingProgramme]):
    """A programme, with its title in each interface language."""

    class Meta:
        model = TrainingProgramme
        fields: ClassVar = ["code", "title", "description", *POLICY]
        widgets: ClassVar = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tag, name in OTHER_LANGUAGES:
            with override(tag):
                label = _("Title")
            self.fields[f"title_{tag}"] = forms.CharField(
                label=f"{label} ({name})", max_length=200, required=False, initial=self.instance.titles.get(tag, "")
            )
        self.order_fields(["code", "title", *(f"title_{tag}" for tag, _name in OTHER_LANGUAGES)])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        given = {tag: cleaned.get(f"title_{tag}", "").strip() for tag, _name in OTHER_LANGUAGES}
        self.instance.titles = {tag: title for tag, title in given.items() if title}
        return cleaned


class EditionForm(forms.ModelForm[Edition]):
    """An edition; its courses are chosen one field after another, which is their order."""

    reply_by = day_field(gettext_lazy("Cities reply by"))
    nominate_by = day_field(gettext_lazy("Cities nominate by"))
    starts_on = day_field(gettext_lazy("Starts on"))
    ends_on = day_field(gettext_lazy("Ends on"))

    class Meta:
        model = Edition
        fields: ClassVar = [
            "programme", "code", "reply_by", "nominate_by", "starts_on", "ends_on", "seats", *POLICY
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = list(self.instance.edition_courses.values_list("course_id", flat=True)) if self.instance.pk else []
        self.known = {course.pk: course for course in Course.objects.exclude(latest=None) if not course.withdrawn}
        self.known |= {course.pk: course for course in Course.objects.filter(pk__in=present)}
        choices = [("", "—"), *((pk, str(course)) for pk, course in self.known.items())]
        padded = [*present, *[None] * SPARE_COURSES]
        self.course_names = [f"course_{number}" for number in range(1, len(padded) + 1)]
        for number, (name, chosen) in enumerate(zip(self.course_names, padded, strict=True), start=1):
            self.fields[name] = forms.TypedChoiceField(
                label=_("Course %(number)s") % {"number": number}, choices=choices, coerce=int, empty_value=None,
                required=False, initial=chosen,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [cleaned.get(name) for name in self.course_names if cleaned.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error(None, _("A course can be chosen once only."))
        return cleaned

    def courses(self) -> list[Course]:
        return [self.known[pk] for name in self.course_names if (pk := self.cleaned_data[name])]


class CityFilter(forms.Form):
    """Which cities the invite page shows."""

    q = forms.CharField(label=gettext_lazy("City or country"), required=False, max_length=100)
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"), queryset=Region.objects.all(), required=False, empty_label="—"
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Membership"), choices=[("", "—"), *Membership.Kind.choices], required=False
    )
    tier = forms.ChoiceField(
        label=gettext_lazy("Connectivity"), choices=[("", "—"), *City.ConnectivityTier.choices], required=False
    )


class InviteForm(forms.Form):
    """What each of the picked cities is offered."""

    seats = forms.IntegerField(label=gettext_lazy("Seats for each city"), min_value=1)
    reply_by = day_field(gettext_lazy("Reply by"))


class InvitationFilter(forms.Form):
    edition = forms.ModelChoiceField(
        label=gettext_lazy("Edition"),
        queryset=Edition.objects.all(),
        to_field_name="code",
        required=False,
        empty_label="—",
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[("", "—"), *Invitation.State.choices], required=False
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"), queryset=Region.objects.all(), required=False, empty_label="—"
    )
    q = forms.CharField(label=gettext_lazy("City"), required=False, max_length=100)
    until = day_field(gettext_lazy("Reply due until"), required=False)


class NominationFilter(InvitationFilter):
    until = None  # type: ignore[assignment]
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[("", "—"), *Nomination.State.choices], required=False
    )
    q = forms.CharField(label=gettext_lazy("City or official"), required=False, max_length=100)


class NominationStepForm(forms.Form):
    """What goes with a step: a reason where the city will read one."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed where something is refused, returned or taken back; the city reads it."),
    )  # fmt: skip


class InvitationStepForm(NominationStepForm):
    reply_by = day_field(
        gettext_lazy("New reply date"), required=False, help_text=gettext_lazy("Needed to open an invitation again.")
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Every invited city reads it."),
    )  # fmt: skip


class LearnerFilter(forms.Form):
    q = forms.CharField(label=gettext_lazy("City or official"), required=False, max_length=100)


class WaiverForm(forms.Form):
    """One of the units that are not done, and why it need not be."""

    unit = forms.TypedChoiceField(label=gettext_lazy("Unit"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, units: Iterable[Standing], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - as it is declared above
        field.choices = [(one.place, one.title) for one in units if not one.done]
