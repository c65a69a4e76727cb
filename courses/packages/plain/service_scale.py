"""Polidari.ServiceScale 1: scored practice on the scale from 0 to 3, then services of the learner's own, not kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from pydantic import BaseModel, Field, ValidationError

from courses.packages.plain.choices import Choice, Option
from courses.packages.plain.given import Parameters
from courses.packages.plain.markup import phrase
from courses.packages.plain.parts import Answers, Part, Reading, Sheet
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.responses import BETWEEN, WITHIN

Steps = tuple[tuple[str, SafeString], ...]


class Step(BaseModel):
    name: str
    text: str = ""


class Feedback(BaseModel):
    right: str = ""
    wrong: str = ""


class PracticeItem(BaseModel):
    """Until 1.0 an item had one feedback for both cases."""

    text: str
    step: Literal["0", "1", "2", "3"]
    feedback: str | Feedback = ""

    @property
    def said(self) -> Feedback:
        both = self.feedback
        return both if isinstance(both, Feedback) else Feedback(right=both, wrong=both)


class Practice(BaseModel):
    heading: str
    instruction: str = ""
    items: Annotated[list[PracticeItem], Field(min_length=1, max_length=12)]


class OwnServices(BaseModel):
    heading: str = ""
    instruction: str = ""
    rows: Annotated[int, Field(ge=0, le=12)] = 5
    required: bool = True


class Texts(BaseModel):
    service: str
    step: str
    choose: str


class Behaviour(BaseModel):
    solution: str = "request"


class ServiceScale(BaseModel):
    """The parameters, as the library's semantics.json describes them."""

    intro: str = ""
    steps: Annotated[list[Step], Field(min_length=4, max_length=4)]
    practice: Practice
    own: OwnServices
    l10n: Texts
    behaviour: Behaviour = Behaviour()


@dataclass(frozen=True)
class OwnEntries(Part):
    """Services that the learner names and places: looked at, not kept, and without points."""

    template: ClassVar[str] = "packages/plain/entries.html"

    html: SafeString
    own: OwnServices
    texts: Texts
    steps: Steps

    def fields(self) -> dict[str, forms.Field]:
        return dict(pair for number in range(1, self.own.rows + 1) for pair in self._row(number))

    def _row(self, number: int) -> list[tuple[str, forms.Field]]:
        name, step = (text.replace("@number", str(number)) for text in (self.texts.service, self.texts.step))
        choices, needed = [("", self.texts.choose), *self.steps], self.own.required
        return [
            (f"name-{number}", forms.CharField(label=name, max_length=120, required=needed)),
            (f"step-{number}", forms.ChoiceField(label=step, choices=choices, required=needed)),
        ]

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        fields = [] if sheet.marked else [sheet.bound(name) for name in self.fields()]
        return {"heading": self.own.heading, "html": self.html, "fields": fields}


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    try:
        scale = ServiceScale.model_validate(parameters)
    except ValidationError as wrong:
        raise NoPlainForm from wrong
    steps = tuple((str(place), phrase(f"{place} {step.name}")) for place, step in enumerate(scale.steps))
    return [
        Reading(html=_opening(scale)),
        Reading(html=_paragraph(scale.practice.instruction), heading=scale.practice.heading),
        *(_question(place, scale, steps, reader.number()) for place in range(len(scale.practice.items))),
        OwnEntries(
            html=_paragraph(scale.own.instruction), own=scale.own, texts=scale.l10n, steps=steps
        ),
    ]  # fmt: skip


def _opening(scale: ServiceScale) -> SafeString:
    pairs = [(place, phrase(step.name), phrase(step.text)) for place, step in enumerate(scale.steps)]
    steps = format_html_join("", "<dt>{} {}</dt><dd>{}</dd>", pairs)
    return mark_safe(f"{_paragraph(scale.intro)}<dl>{steps}</dl>")  # noqa: S308 - both are safe


def _paragraph(text: str) -> SafeString:
    cleaned = phrase(text)
    return mark_safe(f"<p>{cleaned}</p>") if cleaned else cleaned  # noqa: S308 - cleaned by phrase


def _question(place: int, scale: ServiceScale, steps: Steps, number: int) -> Choice:
    item, solutions = scale.practice.items[place], scale.behaviour.solution != "never"
    told = f"{dict(steps)[item.step]}. " if solutions else ""
    return Choice(
        name=f"practice-{place}", number=number, text=phrase(item.text), solutions=solutions,
        if_right=phrase(item.said.right), if_wrong=phrase(told + item.said.wrong),
        options=tuple(Option(value=value, label=label, right=value == item.step) for value, label in steps),
    )  # fmt: skip


def answers_in(response: str) -> Answers:
    """Of pairs of an item's place and the step given to it."""
    pairs = (pair.partition(WITHIN) for pair in response.split(BETWEEN))
    return {f"practice-{place}": step for place, _sign, step in pairs}
