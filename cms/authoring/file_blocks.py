"""Files of a content: one chosen from the site's pictures or documents, or the one that is there already."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.authoring.taking import may_take, refusal_of
from lms.accounts.models import User

Value = Any  # Wagtail's block values are untyped


class HeldBlock(blocks.CharBlock):
    """The path of the file that the content has; to empty it is to let the file go."""

    def __init__(self) -> None:
        super().__init__(required=False, label=_("File that is there"), help_text=_("Empty this to remove the file."))
        attrs = {"autocomplete": "off", "dir": "ltr", "spellcheck": "false", "data-held": ""}
        self.field.widget = forms.TextInput(attrs=attrs)


class FileBlock(blocks.StructBlock):
    """One of its children is enough. `by` is who chooses: a form can name a file that its chooser never showed."""

    def __init__(self, children: list[tuple[str, Any]], *, needed: bool, by: User | None, **options: Any) -> None:
        self.needed = needed
        self.by = by
        super().__init__(children, **options)

    def get_form_state(self, value: Value) -> Any:
        """Without name and picture of a file that the author may not see."""
        chosen = value.get("chosen")
        shown = value if chosen is None or may_take(chosen, self.by) else {**value, "chosen": None}
        return super().get_form_state(shown)

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if self.needed and not any(cleaned.values()):
            raise _at_choice(_("Choose a file."))
        chosen = cleaned["chosen"]
        if refusal := refusal_of(chosen, self.by) if chosen is not None else "":
            raise _at_choice(refusal)
        return cleaned


def _at_choice(message: Any) -> StructBlockValidationError:
    return StructBlockValidationError(block_errors={"chosen": ValidationError(message)})


def picture_block(*, required: bool, by: User | None, **options: Any) -> FileBlock:
    chosen = ImageChooserBlock(required=False, label=_("Picture of this site"))
    return FileBlock([("chosen", chosen), ("held", HeldBlock())], needed=required, by=by, icon="image", **options)


def media_block(*, required: bool, elsewhere: bool, by: User | None, **options: Any) -> FileBlock:
    """`elsewhere`: whether an address of the web will do."""
    chosen = DocumentChooserBlock(required=False, label=_("Document of this site"))
    address = blocks.URLBlock(required=False, label=_("Or its address"))
    children = [("chosen", chosen), *([("address", address)] if elsewhere else []), ("held", HeldBlock())]
    return FileBlock(children, needed=required, by=by, icon="media", **options)
