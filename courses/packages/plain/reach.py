"""How many points a content can have, in all the ways in which its parts may be drawn, met or left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from courses.packages.plain import column, drag_question, question_set, slides, video
from courses.packages.plain.exercise import exercise_of
from courses.packages.plain.given import Parameters, group, groups, text
from courses.packages.plain.types import name_of, type_of

NOTHING = frozenset({Decimal(0)})
MOST_SUMS = 5_000
MOST_STEPS = 100_000
"""Additions, of which each claim pays anew."""
SETS_OF_ONE_POINT = {"H5P.SingleChoiceSet 1", "H5P.Summary 1"}
"""Each of their questions reports a point of its own before the whole does."""
SCORELESS = {"H5P.AudioRecorder", "H5P.ContinuousText", "H5P.ExportableTextArea", "H5P.Shape", "H5P.TwitterUserFeed"}


class CannotTell(Exception):
    """Something in the content has points of which nothing is known here."""


@dataclass(frozen=True)
class Reach:
    """`sums` are the points that may be the most; `whole` tells that points are whole numbers."""

    sums: frozenset[Decimal] = NOTHING
    whole: bool = True

    def plus(self, other: "Reach") -> "Reach":
        if len(self.sums) * len(other.sums) > MOST_STEPS:
            raise CannotTell
        sums = frozenset(one + another for one in self.sums for another in other.sums)
        return Reach(_bounded(sums), self.whole and other.whole)

    def also(self, other: "Reach") -> "Reach":
        return Reach(_bounded(self.sums | other.sums), self.whole and other.whole)


def _bounded(sums: frozenset[Decimal]) -> frozenset[Decimal]:
    if len(sums) > MOST_SUMS:
        raise CannotTell
    return sums


def reach_of(library: str, parameters: Parameters) -> Reach:
    """Of a content as it reports itself."""
    inside = INSIDE.get(name_of(library) or "")
    if inside is not None:
        return inside(parameters)
    if is_scoreless(library):
        return Reach()
    exercise = exercise_of(main=library, parameters=parameters)
    if exercise is None:
        raise CannotTell
    return Reach(frozenset({exercise.most}), all(question.whole for question in exercise.questions))


def is_scoreless(library: str) -> bool:
    known = type_of(library)
    return not known.scored if known else library.partition(" ")[0] in SCORELESS


def _of(content: Parameters) -> Reach:
    return reach_of(text(content, "library"), group(content, "params"))


def _sum(reaches: Iterable[Reach]) -> Reach:
    return reduce(Reach.plus, reaches, Reach())


def _question_set(parameters: Parameters) -> Reach:
    """Of every choice of as many questions as are drawn."""
    size, held = question_set.pool_size(parameters), question_set.questions(parameters)
    reaches = list(map(_of, held))
    if size == len(held):
        return _sum(reaches)
    if size * sum(len(one.sums) for one in reaches) > MOST_STEPS:
        raise CannotTell
    return Reach(_drawn(size, reaches), all(one.whole for one in reaches))


def _drawn(size: int, reaches: list[Reach]) -> frozenset[Decimal]:
    """The sums of so many. For each number of questions a row of bits: the one at n tells that n points can be."""
    points = [[int(one) for one in reach.sums if one == int(one)] for reach in reaches]
    whole = all(len(one) == len(reach.sums) for one, reach in zip(points, reaches, strict=True))
    if not whole or sum(map(max, points)) > MOST_SUMS:
        raise CannotTell
    rows = [1] + [0] * size
    for choices in points:
        for count in reversed(range(size)):
            for worth in choices:
                rows[count + 1] |= rows[count] << worth
    return frozenset(Decimal(place) for place, bit in enumerate(reversed(f"{rows[size]:b}")) if bit == "1")


def _column(parameters: Parameters) -> Reach:
    """It adds up what each task has reported last, which may have been a part of the task."""
    return _sum(_heard(one) for one in column.contents(parameters) if column.is_task(one))


def _heard(content: Parameters) -> Reach:
    name, parameters = name_of(text(content, "library")), group(content, "params")
    reach = _of(content)
    if name in SETS_OF_ONE_POINT:
        return reach.also(Reach(frozenset({Decimal(1)})))
    return reduce(Reach.also, map(_heard, _children(name, parameters)), reach)


def _children(name: str | None, parameters: Parameters) -> list[Parameters]:
    match name:
        case "H5P.QuestionSet 1":
            return question_set.questions(parameters)
        case "H5P.CoursePresentation 1":
            return _on_slides(parameters)
        case "H5P.InteractiveVideo 1":
            return _in_film(parameters)
        case _:
            return []


def _film(parameters: Parameters) -> Reach:
    """Only what was met in the film counts."""
    return _sum(_of(one).also(Reach()) for one in _in_film(parameters))


def _in_film(parameters: Parameters) -> list[Parameters]:
    film = group(parameters, "interactiveVideo")
    return [one for one in [*(held for _at, held in video.contents(film)), video.closing(film)] if one]


def _slides(parameters: Parameters) -> Reach:
    return _sum(map(_of, _on_slides(parameters)))


def _drag_question(parameters: Parameters) -> Reach:
    return Reach(frozenset({drag_question.most(parameters)}))


def _on_slides(parameters: Parameters) -> list[Parameters]:
    found = groups(group(parameters, "presentation"), "slides")
    return [one for slide in found for one in slides.contents(slide)]


INSIDE: dict[str, Callable[[Parameters], Reach]] = {
    "H5P.Column 1": _column,
    "H5P.CoursePresentation 1": _slides,
    "H5P.DragQuestion 1": _drag_question,
    "H5P.InteractiveVideo 1": _film,
    "H5P.QuestionSet 1": _question_set,
}
