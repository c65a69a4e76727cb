"""Quizzes: a pool of questions and the rules by which they are asked.

The ids that Wagtail gives to stream items are the keys of activity and question in the outline.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.bank import BankQuestionBlock, DrawBlock
from cms.blocks.more_questions import EssayBlock, FillInBlock, MatchingBlock, NumericBlock
from cms.blocks.questions import (
    MultipleChoiceBlock,
    OrderingBlock,
    ShortTextBlock,
    SingleChoiceBlock,
    TrueFalseBlock,
    Value,
)
from courses.outline.structure import Counts, When

DRAW = "draw"
COUNTS = [
    (Counts.BEST.value, _("the best one")),
    (Counts.FIRST.value, _("the first one")),
    (Counts.LAST.value, _("the last one")),
]
WHEN = [
    (When.DURING.value, _("during the attempt")),
    (When.AFTER_EACH.value, _("after each attempt")),
    (When.AFTER_LAST.value, _("after the last attempt")),
    (When.AFTER_DEADLINE.value, _("after the deadline of the course")),
    (When.NEVER.value, _("never")),
]


def _when(label: Any, default: When) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=label, choices=WHEN, default=default.value, required=True)


class QuestionsBlock(blocks.StreamBlock):
    single = SingleChoiceBlock()
    multiple = MultipleChoiceBlock()
    true_false = TrueFalseBlock()
    short_text = ShortTextBlock()
    numeric = NumericBlock()
    ordering = OrderingBlock()
    matching = MatchingBlock()
    fill_in = FillInBlock()
    essay = EssayBlock()
    bank = BankQuestionBlock(label=_("Question from the bank"), group=_("From the bank"))
    draw = DrawBlock(group=_("From the bank"))

    class Meta:
        min_num = 1


class ReviewBlock(blocks.StructBlock):
    """What learners are shown of an attempt, and when. What is shown during an attempt fixes the answers checked."""

    marks = _when(_("Right and wrong"), When.AFTER_EACH)
    feedback = _when(_("Feedback"), When.AFTER_EACH)
    answers = _when(_("Right answers"), When.AFTER_LAST)

    class Meta:
        icon = "view"
        label = _("What learners see of an attempt")
        collapsed = True


class RulesBlock(blocks.StructBlock):
    """Folded away: what stands there suits a quiz without haste."""

    minutes = blocks.IntegerBlock(
        label=_("Minutes"), default=0, validators=[MinValueValidator(0), MaxValueValidator(600)],
        help_text=_("The time for an attempt. 0: without a limit."),
    )  # fmt: skip
    grace = blocks.IntegerBlock(
        label=_("Seconds of grace"), default=120, validators=[MinValueValidator(0), MaxValueValidator(3600)],
        help_text=_("Answers that arrive so much later still count, for slow connections."),
    )  # fmt: skip
    counts = blocks.ChoiceBlock(
        label=_("Which attempt counts"), choices=COUNTS, default=Counts.BEST.value, required=True
    )
    shuffle = blocks.BooleanBlock(
        label=_("Shuffle"), required=False, default=True,
        help_text=_("Questions and answers come in another order for each attempt."),
    )  # fmt: skip

    class Meta:
        icon = "history"
        label = _("Time and attempts")
        collapsed = True


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
    rules = RulesBlock()
    review = ReviewBlock()
    questions = QuestionsBlock(label=_("Questions"))

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if cleaned["draw"] > len(_own(cleaned["questions"])):
            wrong = ValidationError(_("The pool holds fewer questions than are to be drawn."))
            raise StructBlockValidationError(block_errors={"draw": wrong})
        return cleaned

    def get_context(self, value: Value, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        pool = len(_own(value["questions"]))
        drawn = sum(block.value["number"] for block in value["questions"] if block.block_type == DRAW)
        return context | {"asked": min(value["draw"] or pool, pool) + drawn}

    class Meta:
        icon = "help"
        label = _("Quiz")
        template = "cms/blocks/quiz.html"


def _own(questions: Value) -> list[Value]:
    """All but what is drawn from the bank, which says itself how many."""
    return [block for block in questions if block.block_type != DRAW]
