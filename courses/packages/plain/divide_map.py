"""Polidari.DivideMap 1: a figure is estimated for each region; what comes close enough has a point."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString

from courses.packages.plain.given import Parameters, group, groups, number, text
from courses.packages.plain.markup import phrase, words
from courses.packages.plain.parts import Answers, Part, Question, Reading, Sheet
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.responses import BETWEEN, WITHIN


@dataclass(frozen=True)
class Region:
    place: str
    """The id of the region on the map, as in the type's own reports."""
    name: str
    value: Decimal
    note: SafeString


@dataclass(frozen=True)
class Estimates(Question):
    template: ClassVar[str] = "packages/plain/estimates.html"

    name: str
    number: int
    text: SafeString
    regions: tuple[Region, ...]
    highest: Decimal
    tolerance: Decimal
    figure: str
    """A figure in words, with @value for the number."""

    @property
    def most(self) -> Decimal:
        return Decimal(len(self.regions))

    def fields(self) -> dict[str, forms.Field]:
        return {
            self._field(place): forms.DecimalField(
                label=region.name, min_value=Decimal(0), max_value=self.highest, max_digits=12
            )
            for place, region in enumerate(self.regions)
        }

    def _field(self, place: int) -> str:
        return f"{self.name}-{place}"

    def points(self, answers: Answers) -> Decimal:
        given = (answers.get(self._field(place)) for place in range(len(self.regions)))
        return Decimal(sum(self._is_close(*pair) for pair in zip(self.regions, given, strict=True)))

    def _is_close(self, region: Region, given: Any) -> bool:
        return isinstance(given, Decimal) and abs(given - region.value) <= self.tolerance

    def answers_in(self, response: str) -> Answers | None:
        """Pairs of region and estimate; the regions in their order, for one may be there twice."""
        pairs = [pair.partition(WITHIN) for pair in response.split(BETWEEN)]
        if [place for place, _sign, _given in pairs] != [region.place for region in self.regions]:
            return None
        return {self._field(place): _decimal(given) for place, (_region, _sign, given) in enumerate(pairs)}

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        fields = [] if sheet.marked else [sheet.bound(name) for name in self.fields()]
        rows = [self._row(place, region, sheet) for place, region in enumerate(self.regions)] if sheet.marked else []
        return {"name": self.name, "number": self.number, "text": self.text, "fields": fields, "rows": rows}

    def _row(self, place: int, region: Region, sheet: Sheet) -> Mapping[str, Any]:
        given = sheet.answer(self._field(place))
        return {
            "name": region.name, "given": self._worded(given), "value": self._worded(region.value),
            "right": self._is_close(region, given), "note": region.note,
        }  # fmt: skip

    def _worded(self, value: Any) -> str:
        return self.figure.replace("@value", f"{value.normalize():f}") if isinstance(value, Decimal) else ""


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    measure = group(parameters, "measure")
    regions = [_region(one) for one in groups(parameters, "regions")]
    if not regions:
        raise NoPlainForm
    place, intro = reader.number(), phrase(parameters.get("intro"))
    question = Estimates(
        name=f"p{place}", number=place, text=phrase(measure.get("name")), regions=tuple(regions),
        highest=number(measure, "highest", 100), figure=words(text(measure, "value", "@value%")),
        tolerance=number(group(parameters, "behaviour"), "tolerance", 10),
    )  # fmt: skip
    return [Reading(html=intro), question] if intro else [question]


def _region(region: Parameters) -> Region:
    return Region(
        place=text(region, "place", "africa"), name=words(region.get("name")), value=number(region, "value", 0),
        note=phrase(region.get("note")),
    )  # fmt: skip


def _decimal(written: str) -> Decimal | None:
    try:
        value = Decimal(written)
    except ArithmeticError:
        return None
    return value if value.is_finite() else None
