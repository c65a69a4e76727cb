"""The forms of the desk. A question itself is written in the blocks that lessons are written in."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.blocks.base import BlockField, BlockWidget

from cms.blocks.bank import competencies, kinds, topics
from cms.desks.questions.values import KINDS
from courses.assessment.bank.languages import Text, texts_in
from courses.assessment.bank.wording import text_in
from courses.assessment.models import BankQuestion, QuestionTag
from courses.outline.structure import Question

ANY = ("", _("any"))
LONGEST_TAG = 80
LONG = 60
"""Texts longer than this are written in a field of several lines."""


class BankFilter(forms.Form):
    search = forms.CharField(label=_("Search"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=BankQuestion.State.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("topic", topics()), ("competency", competencies()), ("kind", kinds())):
            self._field(name).choices = [ANY, *choices]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type's sake
        return field


class Tags(forms.CharField):
    """Names with commas between them, of whichever script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=_("Several with commas between them."), **kwargs)

    def clean(self, value: Any) -> list[str]:
        text = str(super().clean(value) or "")
        for comma in "،、，":
            text = text.replace(comma, ",")
        names = list(dict.fromkeys(" ".join(name.split()) for name in text.split(",") if name.strip()))
        if any(len(name) > LONGEST_TAG for name in names):
            raise forms.ValidationError(_("A name is at most %(most)s characters long."), params={"most": LONGEST_TAG})
        return names


class BlocksSent(BlockWidget):
    """What was sent; a body that no form of ours sends is as good as an empty form."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (KeyError, ValueError):
            return self.block_def.get_default()


class QuestionForm(forms.Form):
    """A question of one kind in the language it was written in, with its tags."""

    topics = Tags(label=_("Topics"))
    competencies = Tags(label=_("Competencies"))

    def __init__(self, *args: Any, kind: str, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"] = BlockField(
            block=KINDS[kind], widget=BlocksSent(KINDS[kind]), label=_("Question")
        )  # fmt: skip
        if is_new:
            self.fields["language"] = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "question"]


def tags_of(row: BankQuestion) -> dict[str, str]:
    """For the fields of the form."""
    comma = pgettext("between the parts of a list, with its space", ", ")
    tags = list(row.tags.all())
    return {
        field: comma.join(tag.name for tag in tags if tag.kind == kind)
        for field, kind in (("topics", QuestionTag.Kind.TOPIC), ("competencies", QuestionTag.Kind.COMPETENCY))
    }


class TranslationForm(forms.Form):
    """Each text of a question in another language, with how it was written beside it."""

    def __init__(self, *args: Any, question: Question, written_in: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for text in texts_in(question):
            if original := text_in(text.texts, written_in):
                self.fields[text.path] = _field_for(text, original, language)


ROLES = {
    "text": _("Question"),
    "texts": _("Answer"),
    "matches": _("Its match"),
    "feedback": _("Feedback"),
    "accepted": _("Accepted answers, one a line"),
}


def _field_for(text: Text, original: str, language: str) -> forms.CharField:
    several = len(original) > LONG or text.role == "accepted"
    attrs = {"lang": language, "dir": "auto"}
    widget = forms.Textarea(attrs=attrs | {"rows": 2}) if several else forms.TextInput(attrs=attrs)
    initial = text.texts.get(language, "")
    return forms.CharField(label=ROLES[text.role], help_text=original, initial=initial, required=False, widget=widget)


class MarkForm(forms.Form):
    """Points and a comment for each essay of an attempt."""

    def __init__(self, *args: Any, essays: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.essays = list(essays)
        for place, essay in enumerate(self.essays):
            self.fields[f"points{place}"] = forms.DecimalField(
                label=_("Points, 0 to %(most)s") % {"most": essay.points}, min_value=0, max_value=essay.points,
                max_digits=6, decimal_places=2, localize=True,
            )  # fmt: skip
            self.fields[f"comment{place}"] = forms.CharField(
                label=_("Comment for the learner"), required=False, max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def parts(self) -> Iterator[tuple[Question, forms.BoundField, forms.BoundField]]:
        for place, essay in enumerate(self.essays):
            yield essay, self[f"points{place}"], self[f"comment{place}"]

    def points(self) -> dict[str, Decimal]:
        return {essay.key: self.cleaned_data[f"points{place}"] for place, essay in enumerate(self.essays)}

    def comments(self) -> dict[str, str]:
        return {essay.key: self.cleaned_data[f"comment{place}"] for place, essay in enumerate(self.essays)}
