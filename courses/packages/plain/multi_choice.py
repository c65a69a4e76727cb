"""H5P.MultiChoice 1: one right answer or several, points for each or one for all, points taken off for wrong ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from courses.packages.plain.choices import Choice, Chosen, Option
from courses.packages.plain.given import Parameters, flag, group, groups, number, text
from courses.packages.plain.markup import blocks, phrase
from courses.packages.plain.media import pictured
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    behaviour = group(parameters, "behaviour")
    options = [_option(place, one) for place, one in enumerate(groups(parameters, "answers"))]
    if not options:
        raise NoPlainForm
    single, rule = _is_single(behaviour, options), _rule(parameters, behaviour, options)
    shown = reader.shuffled(options) if flag(behaviour, "randomAnswers", default=False) else options
    question = reader.number()
    return [
        *pictured(parameters, reader),
        Choice(
            name=f"p{question}", number=question, text=phrase(parameters.get("question")), options=tuple(shown),
            several=not single, rule=rule.single if single else rule.several, worth=rule.most(single=single),
            in_whole_points=rule.is_whole,
            solutions=flag(behaviour, "enableSolutionsButton", default=True),
        ),
    ]  # fmt: skip


def _option(place: int, answer: Parameters) -> Option:
    about = group(answer, "tipsAndFeedback")
    return Option(
        value=str(place), label=phrase(answer.get("text")), right=_is_right(place, answer),
        tip=blocks(about.get("tip")), if_chosen=blocks(about.get("chosenFeedback")),
        if_not_chosen=blocks(about.get("notChosenFeedback")),
    )  # fmt: skip


def _is_right(place: int, answer: Parameters) -> bool:
    """The type's own defaults have one answer, a right one: a first answer that does not say what it is, is right."""
    return flag(answer, "correct", default=place == 0)


def _is_single(behaviour: Parameters, options: list[Option]) -> bool:
    kind = text(behaviour, "type", "auto")
    return sum(option.right for option in options) == 1 if kind == "auto" else kind == "single"


def _rule(parameters: Parameters, behaviour: Parameters, options: list[Option]) -> "Rule":
    return Rule(
        weights={
            option.value: _weight(one) for option, one in zip(options, groups(parameters, "answers"), strict=True)
        },
        right=frozenset(option.value for option in options if option.right),
        whole=_weight(parameters),
        one_point=flag(behaviour, "singlePoint", default=True),
        pass_percentage=number(behaviour, "passPercentage", 100),
    )


def _weight(held: Parameters) -> Decimal:
    """Not in the type's semantics, but its script reads it, of the question as of an answer."""
    return max(number(held, "weight", 1), Decimal(0))


@dataclass(frozen=True)
class Rule:
    weights: Mapping[str, Decimal]
    right: Chosen
    whole: Decimal
    """What the question as a whole is worth: where it has one point, one answer, or nothing that is right."""
    one_point: bool
    pass_percentage: Decimal

    @property
    def is_whole(self) -> bool:
        return all(weight == int(weight) for weight in [self.whole, *self.weights.values()])

    def most(self, *, single: bool) -> Decimal:
        return self.whole if single or self.one_point else self._reachable

    @property
    def _reachable(self) -> Decimal:
        return self._sum(self.right) if self.right else self.whole

    def single(self, chosen: Chosen) -> Decimal:
        right = chosen & self.right if self.right else not chosen
        return self.whole if right else Decimal(0)

    def several(self, chosen: Chosen) -> Decimal:
        points = max(self._sum(chosen & self.right) - self._sum(chosen - self.right), Decimal(0))
        if not chosen and not self.right:
            points = self.whole
        if not self.one_point:
            return points
        enough = not self._reachable or 100 * points / self._reachable >= self.pass_percentage
        return self.whole if enough else Decimal(0)

    def _sum(self, chosen: Chosen) -> Decimal:
        return sum((self.weights[value] for value in chosen), Decimal(0))
