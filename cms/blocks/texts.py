"""Blocks of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class RichTextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        features = FEATURES


class QuotationBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Source"), help_text=_("Who said it, and where it can be read."))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quotation.html"


class CaseStudyBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    place = blocks.CharBlock(label=_("Place"), required=False, help_text=_("The city, and the year if it matters."))
    text = RichTextBlock()

    class Meta:
        icon = "site"
        label = _("Case study")
        template = "cms/blocks/case_study.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"), default="note", choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))]
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = RichTextBlock()

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "cms/blocks/callout.html"


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(
        label=_("Question"), help_text=_("A question to think about at one's own desk; nothing is handed in.")
    )

    class Meta:
        icon = "help"
        label = _("Reflection")
        template = "cms/blocks/reflection.html"


class SourcesBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Source")),
        label=_("Sources"),
        help_text=_("Publisher, title, year and address, one source each."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Sources")
        template = "cms/blocks/sources.html"
