"""Questions whose answers are numbers, matches, gaps of a text, or texts that a person marks."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.questions import (
    EssayMarkingBlock,
    PartialMarkingBlock,
    QuestionBlock,
    TextMarkingBlock,
    Value,
    feedback_block,
)

GAP = re.compile(r"\[\[(\d+)\]\]")


class NumberBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(label=_("Accepted number"), max_digits=18, decimal_places=6)
    tolerance = blocks.DecimalBlock(
        label=_("Tolerance"), default=0, min_value=0, max_digits=18, decimal_places=6,
        help_text=_("How far an answer may lie from it on both sides."),
    )  # fmt: skip
    credit = blocks.IntegerBlock(
        label=_("Credit"), default=100, validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("In per cent."),
    )  # fmt: skip
    feedback = blocks.CharBlock(label=_("Feedback"), required=False, help_text=_("Shown to who gave this answer."))

    class Meta:
        label = _("Accepted number")


class NumericBlock(QuestionBlock):
    numbers = blocks.ListBlock(
        NumberBlock(), min_num=1, label=_("Accepted numbers"),
        help_text=_("Learners may write them in the digits of any script, with comma or point."),
    )  # fmt: skip
    feedback = feedback_block()
    marking = PartialMarkingBlock()

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if not any(number["credit"] == 100 for number in cleaned["numbers"]):
            raise _wrong("numbers", _("One number must earn 100 per cent."))
        return cleaned

    class Meta:
        icon = "calculator"
        label = _("Numeric")


class PairBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What is to be matched"))
    match = blocks.CharBlock(label=_("Its match"))

    class Meta:
        label = _("Pair")


NO_PAIR = {"text": "", "match": ""}


class MatchingBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), min_num=2, default=[NO_PAIR, NO_PAIR], label=_("Pairs"))
    others = blocks.ListBlock(
        blocks.CharBlock(label=_("Match of nothing")), min_num=0, default=[], label=_("Matches of nothing"),
        help_text=_("More to choose from than there are pairs."),
    )  # fmt: skip
    feedback = feedback_block()
    marking = PartialMarkingBlock()

    class Meta:
        icon = "link"
        label = _("Matching")


class FillInBlock(QuestionBlock):
    text = blocks.TextBlock(
        label=_("Text"),
        rows=3,
        help_text=_("Write [[1]] where the first gap is, [[2]] where the second is, and so on."),
    )
    gaps = blocks.ListBlock(
        blocks.TextBlock(label=_("What may stand in the gap"), rows=2),
        min_num=1,
        label=_("Gaps"),
        help_text=_("In the order of their numbers. Every spelling that counts, one a line."),
    )
    feedback = feedback_block()
    marking = TextMarkingBlock()

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        named, numbers = GAP.findall(cleaned["text"]), range(1, len(cleaned["gaps"]) + 1)
        if sorted(named) != sorted(map(str, numbers)):
            message = _("Each gap from [[1]] to [[%(last)s]] must stand in the text once.") % {"last": len(numbers)}
            raise StructBlockValidationError(block_errors={"text": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "edit"
        label = _("Fill in the gaps")


class EssayBlock(QuestionBlock):
    feedback = feedback_block()
    marking = EssayMarkingBlock()

    class Meta:
        icon = "pilcrow"
        label = _("Essay")


def _wrong(field: str, message: Any) -> StructBlockValidationError:
    wrong_list = ListBlockValidationError(non_block_errors=[ValidationError(message)])
    return StructBlockValidationError(block_errors={field: wrong_list})
