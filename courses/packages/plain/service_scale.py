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
from courses.packages.plain.parts import Part, Reading, Sheet
from courses.packages.plain.reader import NoPlainForm, Reader


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
    finish: str = ""


class ServiceScale(BaseModel):
    """The parameters, as the library's semantics.json describes them."""

    intro: str = ""
    steps: Annotated[list[Step], Field(min_length=4, max_length=4)]
    practice: Practice
    own: OwnServices
    l10n: Texts


@dataclass(frozen=True)
class OwnEntries(Part):
    """Services that the learner names and places: looked at, not kept, and without points."""

    template: ClassVar[str] = "packages/plain/entries.html"

    heading: str
    html: SafeString
    rows: int
    texts: Texts
    steps: tuple[tuple[str, SafeString], ...]

    def fields(self) -> dict[str, forms.Field]:
        return dict(pair for number in range(1, self.rows + 1) for pair in self._row(number))

    def _row(self, number: int) -> list[tuple[str, forms.Field]]:
        name, step = (text.replace("@number", str(number)) for text in (self.texts.service, self.texts.step))
        choices = [("", self.texts.choose), *self.steps]
        return [
            (f"name-{number}", forms.CharField(label=name, max_length=120)),
            (f"step-{number}", forms.ChoiceField(label=step, choices=choices)),
        ]

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        fields = [] if sheet.marked else [sheet.bound(name) for name in self.fields()]
        return {"heading": self.heading, "html": self.html, "fields": fields}


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    try:
        scale = ServiceScale.model_validate(parameters)
    except ValidationError as wrong:
        raise NoPlainForm from wrong
    steps = tuple((str(place), phrase(f"{place} {step.name}")) for place, step in enumerate(scale.steps))
    return [
        Reading(html=_opening(scale)),
        Reading(html=_paragraph(scale.practice.instruction), heading=scale.practice.heading),
        *(_question(place, item, steps, reader.number()) for place, item in enumerate(scale.practice.items)),
        OwnEntries(
            heading=scale.own.heading, html=_paragraph(scale.own.instruction), rows=scale.own.rows,
            texts=scale.l10n, steps=steps,
        ),
    ]  # fmt: skip


def _opening(scale: ServiceScale) -> SafeString:
    pairs = [(place, phrase(step.name), phrase(step.text)) for place, step in enumerate(scale.steps)]
    steps = format_html_join("", "<dt>{} {}</dt><dd>{}</dd>", pairs)
    return mark_safe(f"{_paragraph(scale.intro)}<dl>{steps}</dl>")  # noqa: S308 - both are safe


def _paragraph(text: str) -> SafeString:
    cleaned = phrase(text)
    return mark_safe(f"<p>{cleaned}</p>") if cleaned else cleaned  # noqa: S308 - cleaned by phrase


def _question(place: int, item: PracticeItem, steps: tuple[tuple[str, SafeString], ...], number: int) -> Choice:
    feedback = phrase(item.feedback)
    right = phrase(f"{dict(steps)[item.step]}. {feedback}")
    return Choice(
        name=f"practice-{place}", number=number, text=phrase(item.text), if_right=feedback, if_wrong=right,
        options=tuple(Option(value=value, label=label, right=value == item.step) for value, label in steps),
    )  # fmt: skip
