"""A content as a plain form, marked on the server: no script, any screen reader, paper too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from django import forms
from django.forms import BoundField

from courses.packages.plain.given import Parameters, group, groups, number
from courses.packages.plain.markup import words
from courses.packages.plain.parts import Answers, Part, Question, Score
from courses.packages.plain.reader import Files, NoPlainForm, Reader
from courses.packages.plain.types import Type, reader_of, type_of


@dataclass(frozen=True)
class Exercise:
    parts: tuple[Part, ...]
    pass_percentage: Decimal | None
    """What the type itself calls passed, in per cent of the points; None where it leaves that to the pass mark."""
    feedback: tuple[Parameters, ...] = ()

    @property
    def questions(self) -> list[Question]:
        return [part for part in self.parts if isinstance(part, Question)]

    @property
    def most(self) -> Decimal:
        """Points that the right answers give; 0 for what is only read."""
        return sum((question.most for question in self.questions), Decimal(0))

    def form(self, data: Mapping[str, Any] | None = None) -> "ExerciseForm":
        return ExerciseForm(self, data)

    def marks(self, answers: Answers) -> Score:
        """For the cleaned data of the form, or any answers by their names."""
        points = sum((question.points(answers) for question in self.questions), Decimal(0))
        return Score(points=points, most=self.most, passed=self._passed(points))

    def _passed(self, points: Decimal) -> bool | None:
        if self.pass_percentage is None or not self.most:
            return None
        return 100 * points / self.most >= self.pass_percentage

    def words_for(self, score: Score) -> str:
        """What the author has to say to such a result."""
        share = int(100 * score.points / score.most) if score.most else 0
        for band in self.feedback:
            said = words(band.get("feedback"))
            if said and number(band, "from", 0) <= share <= number(band, "to", 100):
                return said.replace("@score", f"{score.points:f}").replace("@total", f"{score.most:f}")
        return ""


class ExerciseForm(forms.Form):
    """The exercise to be filled in; once valid, it shows its `marked_parts` too."""

    def __init__(self, exercise: Exercise, data: Mapping[str, Any] | None) -> None:
        super().__init__(data, auto_id="%s")
        self.exercise = exercise
        self.marked = False
        for part in exercise.parts:
            self.fields.update(part.fields())

    def answer(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.marked else self[name].value()

    def error(self, name: str) -> str:
        return " ".join(map(str, self.errors.get(name, [])))

    def bound(self, name: str) -> BoundField:
        return self[name]

    @property
    def parts(self) -> Iterator[Mapping[str, Any]]:
        """For each part its template and the values that this wants."""
        return ({"template": part.template, "part": part.shown(self)} for part in self.exercise.parts)

    @property
    def marked_parts(self) -> list[Mapping[str, Any]]:
        self.marked = True
        return list(self.parts)


def exercise_of(*, main: str, parameters: Parameters, seed: str = "", files: Files | None = None) -> Exercise | None:
    """The plain form of the content that the library `main` ("H5P.X 1.2") shows with these parameters.

    None where the type, or these parameters, have no plain form. The parameters have been filtered by their semantics.
    The same `seed`, a sheet's, draws the same questions and shuffles them alike.
    """
    held = type_of(main)
    if held is None:
        return None
    reader = Reader(types=reader_of, random=Random(seed), files=files)  # noqa: S311 - an order, not a secret
    try:
        parts = reader.parts(main, parameters)
    except (NoPlainForm, RecursionError):  # rows of H5P.Column within rows, a thousand deep
        return None
    return _exercise(held, parts, parameters) if parts else None


def _exercise(held: Type, parts: list[Part], parameters: Parameters) -> Exercise:
    return Exercise(
        parts=tuple(parts),
        pass_percentage=held.pass_percentage(parameters),
        feedback=tuple(groups(group(parameters, *held.feedback), "overallFeedback")),
    )
