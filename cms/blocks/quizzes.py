"""Quizzes: a pool of questions, one block kind a kind of question, so that each asks only for what it needs.

The ids that Wagtail gives to stream and list items are the keys of activity, question and choice in the outline.
"""

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


def feedback_block() -> blocks.TextBlock:
    return blocks.TextBlock(
        label=_("Feedback"), required=False, rows=2, help_text=_("Shown after the answer: why it is so.")
    )


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"))
    correct = blocks.BooleanBlock(label=_("This answer is right"), required=False)
    feedback = blocks.CharBlock(label=_("Feedback"), required=False, help_text=_("Shown to who chose this answer."))


class ChoicesBlock(QuestionBlock):
    """A question with given answers. `_right_answers` says whether their number is possible."""

    choices = blocks.ListBlock(ChoiceBlock(), min_num=2, label=_("Answers"))
    feedback = feedback_block()

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

    class Meta:
        icon = "tick-inverse"
        label = _("True or false")


class ShortTextBlock(QuestionBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("Accepted answer")),
        min_num=1,
        label=_("Accepted answers"),
        help_text=_("Every spelling that counts; capitals and spaces at the ends make no difference."),
    )
    feedback = feedback_block()

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


class QuestionsBlock(blocks.StreamBlock):
    single = SingleChoiceBlock()
    multiple = MultipleChoiceBlock()
    true_false = TrueFalseBlock()
    short_text = ShortTextBlock()
    ordering = OrderingBlock()

    class Meta:
        min_num = 1


class QuizBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    pass_mark = blocks.IntegerBlock(
        label=_("Pass mark"), default=70, help_text=_("In per cent."),
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )  # fmt: skip
    attempts = blocks.IntegerBlock(
        label=_("Attempts"), default=0, help_text=_("0: as many as wanted."), validators=[MinValueValidator(0)]
    )
    draw = blocks.IntegerBlock(
        label=_("Questions drawn"), default=0, validators=[MinValueValidator(0)],
        help_text=_("How many questions of the pool each attempt asks, drawn at random. 0: all of them."),
    )  # fmt: skip
    questions = QuestionsBlock(label=_("Questions"))

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if cleaned["draw"] > len(cleaned["questions"]):
            wrong = ValidationError(_("The pool holds fewer questions than are to be drawn."))
            raise StructBlockValidationError(block_errors={"draw": wrong})
        return cleaned

    def get_context(self, value: Value, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        pool = len(value["questions"])
        return context | {"asked": min(value["draw"] or pool, pool)}

    class Meta:
        icon = "help"
        label = _("Quiz")
        template = "cms/blocks/quiz.html"
