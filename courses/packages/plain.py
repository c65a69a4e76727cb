"""Exercises as plain forms, marked on the server: no script, any screen reader, paper too."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field, ValidationError

from courses.packages.models import ContentRevision
from courses.packages.playing import parameters_of


class Step(BaseModel):
    name: str
    text: str = ""


class PracticeItem(BaseModel):
    text: str
    step: Literal["0", "1", "2", "3"]
    feedback: str = ""


class Practice(BaseModel):
    heading: str
    instruction: str = ""
    items: Annotated[list[PracticeItem], Field(min_length=1, max_length=12)]


class OwnServices(BaseModel):
    heading: str
    instruction: str = ""
    rows: Annotated[int, Field(ge=1, le=12)] = 5


class Texts(BaseModel):
    service: str
    step: str
    choose: str
    finish: str


class ServiceScale(BaseModel):
    """The parameters of Polidari.ServiceScale 1, as its semantics.json describes them."""

    intro: str = ""
    steps: Annotated[list[Step], Field(min_length=4, max_length=4)]
    practice: Practice
    own: OwnServices
    l10n: Texts


@dataclass(frozen=True)
class Answered:
    """One scored item after marking."""

    text: str
    right: bool
    solution: str
    feedback: str


class ServiceScaleForm(forms.Form):
    """Scored practice on the scale from 0 to 3, then services of the learner's own, which are looked at, not kept."""

    PRACTICE = "practice-"

    def __init__(self, parameters: ServiceScale, data: Any = None) -> None:
        super().__init__(data)
        self.parameters = parameters
        self._steps = [(str(number), f"{number} {step.name}") for number, step in enumerate(parameters.steps)]
        for place, item in enumerate(parameters.practice.items):
            choice = forms.ChoiceField(label=item.text, choices=self._steps, widget=forms.RadioSelect)
            self.fields[f"{self.PRACTICE}{place}"] = choice
        for number in range(1, parameters.own.rows + 1):
            self._add_own(number)

    def _add_own(self, number: int) -> None:
        texts = self.parameters.l10n
        name, step = (text.replace("@number", str(number)) for text in (texts.service, texts.step))
        self.fields[f"name-{number}"] = forms.CharField(label=name, max_length=120)
        self.fields[f"step-{number}"] = forms.ChoiceField(label=step, choices=[("", texts.choose), *self._steps])

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Heading, instruction and bound fields of each part."""
        practice = [field for field in self if field.name.startswith(self.PRACTICE)]
        own = [field for field in self if not field.name.startswith(self.PRACTICE)]
        parts = ((self.parameters.practice, practice), (self.parameters.own, own))
        return [{"heading": part.heading, "instruction": part.instruction, "fields": fields} for part, fields in parts]

    @property
    def answers(self) -> list[Answered]:
        """The scored items, once the form is valid."""
        names = dict(self._steps)
        return [
            Answered(
                text=item.text, right=self.cleaned_data[f"{self.PRACTICE}{place}"] == item.step,
                solution=names[item.step], feedback=item.feedback,
            )
            for place, item in enumerate(self.parameters.practice.items)
        ]  # fmt: skip

    @property
    def score(self) -> tuple[int, int]:
        """Points and most points."""
        answers = self.answers
        return sum(one.right for one in answers), len(answers)


class SheetForm(forms.Form):
    """Goes with every plain form: the number of this sheet of paper, so that sending it twice counts once."""

    sheet = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _("Open the page again.")})


SERVICE_SCALE = "Polidari.ServiceScale 1.0"


def has_plain_form(revision: ContentRevision) -> bool:
    return str(revision.main) == SERVICE_SCALE


def plain_form(revision: ContentRevision, *, language: str, data: Any = None) -> ServiceScaleForm | None:
    """The content's form in `language`, filled with `data`; none for a type, or parameters, without a plain form."""
    if not has_plain_form(revision):
        return None
    try:
        parameters = ServiceScale.model_validate(parameters_of(revision, language=language))
    except ValidationError:
        return None
    return ServiceScaleForm(parameters, data)
