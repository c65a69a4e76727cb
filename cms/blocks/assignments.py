"""Assignments: instructions, a rubric, and what is taken.

The ids that Wagtail gives to stream and list items are the keys of activity, criterion and level in the outline.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

Value = Any  # Wagtail's block values are untyped

EXTENSIONS = ("pdf", "docx", "odt", "txt", "xlsx", "ods", "csv", "pptx", "odp", "png", "jpg", "jpeg", "zip")
"""What an assignment may take. Files are only ever handed out to be saved."""


def number(label: Any, default: int, least: int, most: int, help_text: Any = "") -> blocks.IntegerBlock:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return blocks.IntegerBlock(label=label, default=default, help_text=help_text, validators=limits)


class LevelBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Level"), max_length=300)
    points = number(_("Points"), 0, 0, 100)


class CriterionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Criterion"), max_length=200)
    levels = blocks.ListBlock(LevelBlock(), min_num=2, label=_("Levels"), help_text=_("From the best to the weakest."))

    class Meta:
        icon = "tasks"
        label = _("Criterion")


class AssignmentBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    instructions = blocks.TextBlock(label=_("Instructions"), rows=6)
    criteria = blocks.ListBlock(CriterionBlock(), min_num=1, label=_("Rubric"))
    pass_mark = number(_("Pass mark"), 60, 1, 100, _("In per cent of the rubric's points."))
    days = number(
        _("Due after so many days"), 0, 0, 400, _("Counted from the enrolment or the edition's start. 0: its end.")
    )
    written = blocks.BooleanBlock(label=_("A text can be written"), required=False, default=True)
    files = number(_("Files at most"), 2, 0, 20, _("0: no files."))
    extensions = blocks.MultipleChoiceBlock(
        label=_("Kinds of files"), choices=[(name, name) for name in EXTENSIONS], required=False,
        default=["pdf", "docx", "odt"],
    )  # fmt: skip
    megabytes = number(_("Largest file"), 8, 1, 64, _("In megabytes."))
    anonymous = blocks.BooleanBlock(
        label=_("Anonymous marking"), required=False, default=True, help_text=_("Whoever marks does not see names."),
    )  # fmt: skip
    peers = number(_("Reviews by peers"), 0, 0, 9, _("How many reviews each learner gives and gets. 0: none."))
    resubmissions = number(_("Resubmissions"), 1, 0, 9, _("How often it may be handed in again after it was marked."))

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if not cleaned["written"] and not (cleaned["files"] and cleaned["extensions"]):
            wrong = ValidationError(_("Take a text, or files of at least one kind."))
            raise StructBlockValidationError(block_errors={"written": wrong})
        if not all(any(level["points"] for level in one["levels"]) for one in cleaned["criteria"]):
            wrong_list = ListBlockValidationError(
                non_block_errors=[ValidationError(_("Each criterion needs a level that gives points."))]
            )
            raise StructBlockValidationError(block_errors={"criteria": wrong_list})
        return cleaned

    class Meta:
        icon = "edit"
        label = _("Assignment")
        template = "cms/blocks/assignment.html"
