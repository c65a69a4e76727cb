"""Files of a content: one chosen from the site's pictures or documents, or the one that is there already."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

Value = Any  # Wagtail's block values are untyped


class HeldBlock(blocks.CharBlock):
    """The path of the file that the content has; to empty it is to let the file go."""

    def __init__(self) -> None:
        super().__init__(required=False, label=_("File that is there"), help_text=_("Empty this to remove the file."))
        attrs = {"autocomplete": "off", "dir": "ltr", "spellcheck": "false", "data-held": ""}
        self.field.widget = forms.TextInput(attrs=attrs)


class FileBlock(blocks.StructBlock):
    """One of its children is enough."""

    def __init__(self, children: list[tuple[str, Any]], *, needed: bool, **options: Any) -> None:
        self.needed = needed
        super().__init__(children, **options)

    def clean(self, value: Value) -> Value:
        cleaned = super().clean(value)
        if self.needed and not any(cleaned.values()):
            raise StructBlockValidationError(block_errors={"chosen": ValidationError(_("Choose a file."))})
        return cleaned


def picture_block(*, required: bool, **options: Any) -> FileBlock:
    chosen = ImageChooserBlock(required=False, label=_("Picture of this site"))
    return FileBlock([("chosen", chosen), ("held", HeldBlock())], needed=required, icon="image", **options)


def media_block(*, required: bool, elsewhere: bool, **options: Any) -> FileBlock:
    """`elsewhere`: whether an address of the web will do."""
    chosen = DocumentChooserBlock(required=False, label=_("Document of this site"))
    address = blocks.URLBlock(required=False, label=_("Or its address"))
    children = [("chosen", chosen), *([("address", address)] if elsewhere else []), ("held", HeldBlock())]
    return FileBlock(children, needed=required, icon="media", **options)
