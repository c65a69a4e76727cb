"""A question whose answers are chosen: one by radio buttons, or several by check boxes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.packages.plain.markup import EMPTY, words
from courses.packages.plain.parts import Answers, Question, Sheet

Chosen = frozenset[str]
Rule = Callable[[Chosen], Decimal]
"""Points for what was chosen, by the options' values."""


@dataclass(frozen=True)
class Option:
    """`value` is the type's own id of it in xAPI: its place in the parameters, whatever order it is shown in."""

    value: str
    label: SafeString
    right: bool
    tip: SafeString = EMPTY
    if_chosen: SafeString = EMPTY
    if_not_chosen: SafeString = EMPTY


@dataclass(frozen=True)
class Choice(Question):
    template: ClassVar[str] = "packages/plain/choice.html"

    name: str
    number: int
    text: SafeString
    options: tuple[Option, ...]
    worth: Decimal = Decimal(1)
    several: bool = False
    in_whole_points: bool = True
    rule: Rule | None = None
    """None: the right option gives all points."""
    tip: SafeString = EMPTY
    if_right: SafeString = EMPTY
    if_wrong: SafeString = EMPTY
    solutions: bool = True
    """Whether the right answers are told once it is marked."""

    @property
    def most(self) -> Decimal:
        return self.worth

    @property
    def whole(self) -> bool:
        return self.in_whole_points

    def fields(self) -> dict[str, forms.Field]:
        choices = [(option.value, option.label) for option in self.options]
        if self.several:
            return {self.name: forms.MultipleChoiceField(label=self._label, choices=choices, required=False)}
        missing = {"required": _("Choose an answer.")}
        needed = any(option.right for option in self.options)
        return {
            self.name: forms.ChoiceField(label=self._label, choices=choices, required=needed, error_messages=missing)
        }

    @property
    def _label(self) -> str:
        return f"{self.number}. {words(self.text)}"

    def points(self, answers: Answers) -> Decimal:
        chosen = self._chosen(answers.get(self.name))
        if self.rule:
            return self.rule(chosen)
        return self.most if any(option.right and option.value in chosen for option in self.options) else Decimal(0)

    def answers_in(self, response: str) -> Answers | None:
        values = [value for value in response.split("[,]") if value]
        return {self.name: values if self.several else "".join(values)}

    def _chosen(self, answer: Any) -> Chosen:
        given = [answer] if isinstance(answer, str) else answer or []
        return frozenset(given) & {option.value for option in self.options}

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        chosen = self._chosen(sheet.answer(self.name))
        kind = "multiple" if self.several else "single"
        shown: dict[str, Any] = {
            "name": self.name, "number": self.number, "kind": kind, "text": self.text, "marked": sheet.marked,
            "error": sheet.error(self.name), "choices": [self._option(one, chosen, sheet) for one in self.options],
        }  # fmt: skip
        if sheet.marked:
            shown |= self._marked(chosen)
        return {"question": shown, "tip": self.tip}

    def _option(self, option: Option, chosen: Chosen, sheet: Sheet) -> Mapping[str, Any]:
        checked = option.value in chosen
        shown = {"value": option.value, "label": option.label, "checked": checked, "feedback": option.tip}
        if sheet.marked:
            shown |= {"state": self._state(option, checked)}
            shown |= {"feedback": option.if_chosen if checked else option.if_not_chosen}
        return shown

    def _state(self, option: Option, checked: bool) -> str:
        if checked:
            return "right" if option.right else "wrong"
        return "missed" if option.right and self.several and self.solutions else ""

    def _marked(self, chosen: Chosen) -> Mapping[str, Any]:
        points = self.points({self.name: list(chosen)})
        if points == self.most:
            return {"verdict": "right", "feedback": self.if_right}
        return {"verdict": "partly" if points else "wrong", "feedback": self.if_wrong or self._solution()}

    def _solution(self) -> str:
        if self.several or not self.solutions:
            return ""
        right = (option.label for option in self.options if option.right)
        return "".join(gettext("Right answer: %(answer)s") % {"answer": words(label)} for label in right)
