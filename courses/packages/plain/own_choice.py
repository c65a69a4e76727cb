"""Polidari.MultipleChoice 1: our own, without tips and weights."""

from decimal import Decimal

from courses.packages.plain.choices import Choice, Chosen, Option
from courses.packages.plain.given import Parameters, flag, group, groups, text
from courses.packages.plain.markup import phrase
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    behaviour = group(parameters, "behaviour")
    options = [_option(place, one) for place, one in enumerate(groups(parameters, "answers"))]
    right = frozenset(option.value for option in options if option.right)
    if not options:
        raise NoPlainForm
    single = _is_single(behaviour, right)
    one_point = single or flag(behaviour, "singlePoint", default=False)
    number = reader.number()
    return [
        Choice(
            name=f"p{number}", number=number, text=phrase(parameters.get("question")), several=not single,
            options=tuple(reader.shuffled(options) if flag(behaviour, "shuffle", default=True) else options),
            worth=Decimal(1 if one_point else max(1, len(right))),
            rule=None if single else lambda chosen: _points(chosen, right, one_point=one_point),
            solutions=text(behaviour, "solution", "request") != "never",
        )
    ]  # fmt: skip


def _option(place: int, answer: Parameters) -> Option:
    said = group(answer, "feedback")
    return Option(
        value=str(place), label=phrase(answer.get("text")), right=flag(answer, "correct", default=False),
        if_chosen=phrase(said.get("chosen")), if_not_chosen=phrase(said.get("notChosen")),
    )  # fmt: skip


def _is_single(behaviour: Parameters, right: Chosen) -> bool:
    kind = text(behaviour, "choice", "auto")
    return len(right) == 1 if kind == "auto" else kind == "single"


def _points(chosen: Chosen, right: Chosen, *, one_point: bool) -> Decimal:
    if one_point:
        return Decimal(bool(chosen) and chosen == right)
    return Decimal(max(0, len(chosen & right) - len(chosen - right)))
