"""Questions, one block kind a kind of question, so that each asks only for what it needs.

The ids that Wagtail gives to stream and list items are the keys of question and choice in the outline.
"""

from fractions import Fraction
from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import StringSegmentValue

Value = Any  # Wagtail's block values are untyped


class QuestionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Question"), rows=2)

    class Meta:
        icon = "help"


class MarkingBlock(blocks.StructBlock):
    """How the question counts: folded away, since what stands there suits most."""

    weight = blocks.IntegerBlock(
        label=_("Weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("What the question counts among the others."),
    )  # fmt: skip

    class Meta:
        icon = "sliders"
        label = _("Marking")
        collapsed = True


class PartialMarkingBlock(MarkingBlock):
    partial = blocks.BooleanBlock(
        label=_("What is right in part earns a part"), required=False, default=True,
        help_text=_("Otherwise only an answer that is right throughout earns anything."),
    )  # fmt: skip


class TextMarkingBlock(PartialMarkingBlock):
    case_sensitive = blocks.BooleanBlock(label=_("Capitals and small letters differ"), required=False, default=False)


class EssayMarkingBlock(MarkingBlock):
    points = blocks.IntegerBlock(
        label=_("Points"), default=10, validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("What a person marks it out of."),
    )  # fmt: skip


def feedback_block() -> blocks.TextBlock:
    return blocks.TextBlock(
        label=_("Feedback"), required=False, rows=2, help_text=_("Shown after the answer: why it is so.")
    )


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"))
    correct = blocks.BooleanBlock(label=_("This answer is right"), required=False)
    feedback = blocks.CharBlock(label=_("Feedback"), required=False, help_text=_("Shown to who chose this answer."))
    credit = blocks.IntegerBlock(
        label=_("Credit"), required=False, validators=[MinValueValidator(-100), MaxValueValidator(100)],
        help_text=_(
            "In per cent; below 0 it costs. Empty: everything for what is right, and nothing else. Where several are "
            "right, each earns its part, and each wrong one takes as much away."
        ),
    )  # fmt: skip

    class Meta:
        label = _("Answer")


NO_CHOICE = {"text": "", "correct": False, "feedback": "", "credit": None}


class ChoicesBlock(QuestionBlock):
    """A question with given answers. `_right_answers` says whether their number is possible."""

    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, default=[NO_CHOICE, NO_CHOICE], label=_("Answers"))
    feedback = feedback_block()
    marking = PartialMarkingBlock()

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        right = sum(bool(choice["correct"]) for choice in cleaned["choices"])
        if message := self.refusal(right=right, of=len(cleaned["choices"])):
            raise _choices_error(message)
        return cleaned

    def refusal(self, *, right: int, of: int) -> str:
        """Why this number of right answers cannot be, or an empty string."""
        raise NotImplementedError


def _choices_error(message: str) -> StructBlockValidationError:
    wrong_list = ListBlockValidationError(non_block_errors=[ValidationError(message)])
    return StructBlockValidationError(block_errors={"choices": wrong_list})


class SingleChoiceBlock(ChoicesBlock):
    def refusal(self, *, right: int, of: int) -> str:
        return "" if right == 1 else str(_("Mark exactly one answer as right."))

    class Meta:
        icon = "radio-full"
        label = _("Single choice")


class MultipleChoiceBlock(ChoicesBlock):
    def clean(self, value: Value) -> Value:
        """Where no part is given, credits say nothing."""
        cleaned = super().clean(value)
        right = [choice["credit"] for choice in cleaned["choices"] if choice["correct"]]
        earned = sum(Fraction(100, len(right)) if credit is None else credit for credit in right)
        if cleaned["marking"]["partial"] and abs(earned - 100) > Fraction(len(right), 2):  # thirds are 33 each
            message = _("The credits of the right answers must be 100 per cent together; they are %(earned)s.")
            raise _choices_error(message % {"earned": round(earned)})
        return cleaned

    def refusal(self, *, right: int, of: int) -> str:
        return "" if right else str(_("Mark at least one answer as right."))

    class Meta:
        icon = "check"
        label = _("Multiple choice")


class TrueFalseBlock(QuestionBlock):
    answer = blocks.ChoiceBlock(
        label=_("The statement is"), choices=[("true", _("true")), ("false", _("false"))], default=None
    )
    feedback = feedback_block()
    marking = MarkingBlock()

    class Meta:
        icon = "tick-inverse"
        label = _("True or false")


class ShortTextBlock(QuestionBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Accepted answer")),
        min_num=1,
        label=_("Accepted answers"),
        help_text=_("Every spelling that counts; spaces at the ends make no difference."),
    )
    feedback = feedback_block()
    marking = TextMarkingBlock()

    def get_translatable_segments(self, value: Value) -> list[StringSegmentValue]:
        """The accepted answers are one text for the translator, a line each: languages need not have equally many."""
        forms = value["accepted"].bound_blocks
        texts = [("text", value["text"]), ("feedback", value["feedback"])]
        if forms:
            texts.append((f"accepted.{forms[0].id}", "\n".join(form.value for form in forms)))
        return [StringSegmentValue(path, text) for path, text in texts if text]

    def restore_translated_segments(self, value: Value, segments: list[StringSegmentValue]) -> Value:
        for segment in segments:
            name, text = segment.path.partition(".")[0], segment.render_text()
            value[name] = self._forms(value["accepted"], text) if name == "accepted" else text
        return value

    def _forms(self, given: Any, text: str) -> Value:
        ids = [form.id for form in given.bound_blocks]
        lines = filter(None, map(str.strip, text.splitlines()))
        raw = [{"type": "item", "id": key, "value": line} for key, line in zip_longest(ids, lines) if line]
        return self.child_blocks["accepted"].to_python(raw)

    class Meta:
        icon = "edit"
        label = _("Short text")


class OrderingBlock(QuestionBlock):
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Item")), min_num=2, label=_("Items"), help_text=_("In the right order.")
    )
    feedback = feedback_block()
    marking = PartialMarkingBlock()

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        texts = [str(item).strip() for item in cleaned["items"]]
        if len(set(texts)) < len(texts):
            wrong_list = ListBlockValidationError(non_block_errors=[ValidationError(_("Two items are the same."))])
            raise StructBlockValidationError(block_errors={"items": wrong_list})
        return cleaned

    class Meta:
        icon = "order"
        label = _("Ordering")
