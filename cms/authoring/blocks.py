"""Wagtail's blocks for the fields of a library, made when they are needed: adding, moving, folding come with them."""

import json
from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from cms.authoring.file_blocks import media_block, picture_block
from cms.authoring.kinds import KEPT, METADATA, Offer, Offered, features_of, is_hidden, is_long
from cms.authoring.values import ABSENT, metadata_of, typed
from courses.packages.h5p.filtering_regexps import fits
from courses.packages.h5p.semantics import (
    AnyField,
    BooleanField,
    FileField,
    GroupField,
    LibraryField,
    ListField,
    NumberField,
    Regexp,
    SelectField,
    TextField,
)

Block = Any  # Wagtail's blocks are untyped


class HiddenBlock(blocks.CharBlock):
    """Carried along, not shown."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, form_classname="authoring-hidden", **options)
        self.field.widget = forms.HiddenInput()


class RichBlock(blocks.RichTextBlock):
    """Where something is required, an empty paragraph is nothing."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if self.required and not strip_tags(cleaned.source).strip() and "<hr" not in cleaned.source:
            raise ValidationError(self.field.error_messages["required"], code="required")
        return cleaned


class MainBlock(blocks.StructBlock):
    """The whole of a form: it has no panel round it."""


class MainBlockAdapter(StructBlockAdapter):
    js_constructor = "polidari.MainBlock"

    @cached_property
    def media(self) -> forms.Media:
        media: forms.Media = super().media
        return media + forms.Media(js=["authoring/blocks.js"])


register(MainBlockAdapter(), MainBlock)


class BlocksOf:
    """The blocks of libraries. One that can be nested in several places is made once, so that a form sends it once."""

    def __init__(self) -> None:
        self._libraries: dict[tuple[str, int], Block] = {}

    def main(self, library: Offered, offer: Offer) -> Block:
        return self._struct(library.semantics.fields, offer, kind=MainBlock, label=library.title)

    def of(self, field: AnyField, offer: Offer, *, optional: bool = False) -> Block:
        """`optional`: the field need not be filled in, whatever it says of itself."""
        optional = optional or field.optional or field.show_when is not None
        if is_hidden(field):
            return HiddenBlock(default=typed(ABSENT, field, offer), label=field.name)
        made = _SIMPLE.get(field.type)
        if made is not None:
            return made(field, offer, _options(field), not optional)
        return self._compound(field, offer, optional)

    def _compound(self, field: AnyField, offer: Offer, optional: bool) -> Block:
        if isinstance(field, ListField):
            return self._list(field, offer, optional)
        if isinstance(field, GroupField):
            return self._group(field, offer, optional)
        assert isinstance(field, LibraryField)  # noqa: S101 - the last of the kinds
        return self._library(field, offer, optional)

    def _list(self, field: ListField, offer: Offer, optional: bool) -> Block:
        item = field.field.label or capfirst(field.entity)
        child = self.of(field.field.model_copy(update={"label": item}), offer)
        least = 0 if optional else field.min or 0
        default = [child.to_python(one["value"]) for one in typed(ABSENT, field, offer)]
        return blocks.ListBlock(child, default=default, min_num=least, max_num=field.max, **_options(field))

    def _group(self, field: GroupField, offer: Offer, optional: bool) -> Block:
        if field.flattened:
            only = field.fields[0]
            label = only.label or field.label
            return self.of(only.model_copy(update={"label": label}), offer, optional=optional)
        folded = field.importance == "low" and not field.expanded
        return self._struct(field.fields, offer, optional=optional, collapsed=folded, **_options(field))

    def _struct(
        self, fields: tuple[AnyField, ...], offer: Offer, *, kind: Any = blocks.StructBlock, optional: bool = False,
        **options: Any,
    ) -> Block:  # fmt: skip
        """What the exercise itself says on its buttons and to screen readers is folded away at the end."""
        children = [(field.name, self.of(field, offer, optional=optional)) for field in fields]
        common = [field.name for field in fields if _is_common(field)]
        rest: list[Any] = [field.name for field in fields if field.name not in common]
        texts = blocks.BlockGroup(
            common, heading=gettext("Texts of the interface"), classname="collapsed", label_format="",
            help_text=gettext("In the language of the content already. Change them only where they do not fit."),
        )  # fmt: skip
        return kind(children, form_layout=blocks.BlockGroup([*rest, texts] if common else rest), **options)

    def _library(self, field: LibraryField, offer: Offer, optional: bool) -> Block:
        children = [(one.name, self._nested(one, offer)) for one in offer.within(field)]
        if offer.keeps:
            children.append((KEPT, _kept()))
        stream = blocks.StreamBlock(
            children, required=not optional, max_num=1, min_num=0 if optional else 1, **_options(field)
        )
        stream.meta.default = [
            (one["type"], one["value"])
            for one in stream.get_prep_value(
                stream.to_python([one for one in typed(ABSENT, field, offer) if one["type"] in stream.child_blocks])
            )
        ]
        return stream

    def _nested(self, library: Offered, offer: Offer) -> Block:
        key = library.name, offer.depth
        if key not in self._libraries:
            metadata = HiddenBlock(default=json.dumps(metadata_of(library.title), ensure_ascii=False))
            struct = self._struct(library.semantics.fields, offer.deeper, label=library.title, icon="form")
            self._libraries[key] = _with(struct, METADATA, metadata)
        return self._libraries[key]


def _with(struct: Block, name: str, block: Block) -> Block:
    block.set_name(name)
    struct.child_blocks[name] = block
    struct.meta.form_layout.children.append(name)
    return struct


def _kept() -> Block:
    return blocks.StructBlock(
        [("held", HiddenBlock())], label=_("Content that cannot be edited here"), icon="lock",
        help_text=_("It stays as it is. Remove it to put something else in its place."),
    )  # fmt: skip


def _is_common(field: AnyField) -> bool:
    return field.common or (isinstance(field, GroupField) and bool(field.fields) and all(map(_is_common, field.fields)))


def _options(field: AnyField) -> dict[str, Any]:
    """What every block is told of its field."""
    when = field.show_when
    rules = [] if when is None else [{"field": rule.field, "equals": list(rule.values)} for rule in when.rules]
    attrs = {"data-show-when": json.dumps({"rules": rules, "all": bool(when and when.type == "and")})} if rules else {}
    label = strip_tags(field.label) or capfirst(field.name)
    return {"label": label, "help_text": _help(field), "form_attrs": attrs}


def _help(field: AnyField) -> str:
    important = (field.important.description, field.important.example) if field.important else ()
    bounds = _bounds(field) if isinstance(field, NumberField) else ""
    texts = (strip_tags(text.replace("</li>", " ")).strip() for text in (field.description, *important, bounds))
    return " ".join(filter(None, texts)) or ""


def _bounds(field: NumberField) -> str:
    if field.min is None or field.max is None:
        return field.unit
    values = {"least": f"{field.min:g}", "most": f"{field.max:g}", "unit": field.unit}
    return (gettext("From %(least)s to %(most)s %(unit)s") % values).strip()


def _text(field: TextField, _offer: Offer, options: Mapping[str, Any], required: bool) -> Block:
    default = typed(ABSENT, field, _offer)
    if field.tags is not None:
        return RichBlock(required=required, features=features_of(field), default=default, **options)
    validators = [partial(_fits, field.regexp)] if field.regexp else []
    kind = partial(blocks.TextBlock, rows=3) if is_long(field) else blocks.CharBlock
    return kind(required=required, max_length=field.max_length, validators=validators, default=default, **options)


def _fits(regexp: Regexp, text: str) -> None:
    if not fits(regexp, escape(text)):
        raise ValidationError(_("This does not have the form that is asked for."))


def _number(field: NumberField, _offer: Offer, options: Mapping[str, Any], required: bool) -> Block:
    return blocks.FloatBlock(
        required=required, min_value=field.min, max_value=field.max, default=field.default, **options
    )


def _boolean(field: BooleanField, _offer: Offer, options: Mapping[str, Any], _required: bool) -> Block:
    return blocks.BooleanBlock(required=False, default=field.default is True, **options)


def _choice(field: SelectField, offer: Offer, options: Mapping[str, Any], required: bool) -> Block:
    choices = [(option.value, strip_tags(option.label)) for option in field.options]
    default = typed(ABSENT, field, offer)
    if field.multiple:
        return blocks.MultipleChoiceBlock(
            choices=choices, required=required, default=default, widget=forms.CheckboxSelectMultiple, **options
        )
    widget = forms.RadioSelect if field.widget == "radioGroup" else forms.Select
    return blocks.ChoiceBlock(choices=choices, required=required, default=default, widget=widget, **options)


def _picture(field: FileField, offer: Offer, options: Mapping[str, Any], required: bool) -> Block:
    return picture_block(required=required, by=offer.by, **options)


def _document(field: FileField, offer: Offer, options: Mapping[str, Any], required: bool) -> Block:
    return media_block(required=required, elsewhere=False, by=offer.by, **options)


def _media(field: FileField, offer: Offer, options: Mapping[str, Any], required: bool) -> Block:
    child = media_block(required=True, elsewhere=True, by=offer.by, label=options["label"])
    return blocks.ListBlock(child, default=[], min_num=1 if required else 0, **options)


_SIMPLE: Mapping[str, Any] = {
    "text": _text, "number": _number, "boolean": _boolean, "select": _choice, "image": _picture, "file": _document,
    "video": _media, "audio": _media,
}  # fmt: skip
