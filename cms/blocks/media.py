"""Pictures, sound, film and files. Every one says what it shows and how heavy it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from cms.blocks.texts import RichTextBlock

NARROW, MIDDLE, WIDE = 360, 720, 1440


class FigureBlock(blocks.StructBlock):
    """A picture; Wagtail's ImageBlock asks for an alternative text unless the picture is marked as decoration."""

    image = ImageBlock()
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/figure.html"


class RecordingBlock(blocks.StructBlock):
    """What film and sound share: nothing is loaded before it is started, and a transcript serves who does not."""

    title = blocks.CharBlock(label=_("Title"))
    file = DocumentChooserBlock(label=_("File"))
    transcript = RichTextBlock(
        label=_("Transcript"), help_text=_("Required: everything that is said, and what must be seen to follow it.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["captions"] = [
            {"src": track["file"].url, "language": track["language"], "label": track["language"]}
            for track in value.get("captions") or []
        ]
        return context

    class Meta:
        template = "cms/blocks/recording.html"
        kind = "audio"


class CaptionsBlock(blocks.StructBlock):
    language = blocks.CharBlock(label=_("Language"), max_length=12, help_text=_("A language tag such as en or ko."))
    file = DocumentChooserBlock(label=_("WebVTT file"))


class VideoBlock(RecordingBlock):
    captions = blocks.ListBlock(CaptionsBlock(), label=_("Captions"), default=[])
    sound = DocumentChooserBlock(
        label=_("Sound only"), required=False, help_text=_("A light recording of the sound, for slow lines.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        kind = "video"


class AudioBlock(RecordingBlock):
    class Meta:
        icon = "media"
        label = _("Audio")
        kind = "audio"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), required=False, help_text=_("Instead of the file's own title."))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/document.html"
