"""What is sent about an assignment."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.assignments.models import LONGEST_COMMENT, LONGEST_TEXT
from courses.outline.assignment import Assignment, Criterion
from courses.outline.structure import Texts

Say = Callable[[Texts], str]
"""Texts by language to the one that the reader is shown."""


class DraftForm(forms.Form):
    text = forms.CharField(
        label=_("Your text"), required=False, max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )  # fmt: skip


class RubricForm(forms.Form):
    """A level for each criterion, and a comment. Fields are named by place; values are places of levels."""

    comment = forms.CharField(
        label=_("Comment for the author"), max_length=LONGEST_COMMENT, required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args: Any, assignment: Assignment, say: Say, must_comment: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        self.fields["comment"].required = must_comment
        criteria = {
            f"c{place}": forms.ChoiceField(
                label=say(criterion.texts), choices=list(_choices(criterion, say)), widget=forms.RadioSelect
            )
            for place, criterion in enumerate(assignment.criteria)
        }
        self.fields = criteria | self.fields

    def levels(self) -> dict[str, str]:
        return {
            criterion.key: criterion.levels[int(self.cleaned_data[f"c{place}"])].key
            for place, criterion in enumerate(self.assignment.criteria)
        }


def initial_of(assignment: Assignment, levels: dict[str, str]) -> dict[str, str]:
    """For the fields of a RubricForm."""
    return {
        f"c{place}": str([level.key for level in criterion.levels].index(levels[criterion.key]))
        for place, criterion in enumerate(assignment.criteria)
        if criterion.level(levels.get(criterion.key, ""))
    }


def _choices(criterion: Criterion, say: Say) -> Iterator[tuple[str, str]]:
    for place, level in enumerate(criterion.levels):
        values = {"points": points_in_words(level.points), "text": say(level.texts)}
        yield str(place), gettext("%(text)s (%(points)s)") % values


def points_in_words(points: int) -> str:
    return ngettext("%(points)s point", "%(points)s points", points) % {"points": points}
