"""The bodies of pages: which blocks may stand where."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.assignments import AssignmentBlock
from cms.blocks.media import AudioBlock, DocumentBlock, FigureBlock, VideoBlock
from cms.blocks.packages import H5PBlock, PackageBlock
from cms.blocks.quizzes import QuizBlock
from cms.blocks.tables import TableBlock
from cms.blocks.texts import (
    CalloutBlock,
    CaseStudyBlock,
    HeadingBlock,
    QuotationBlock,
    ReflectionBlock,
    RichTextBlock,
    SourcesBlock,
)


class PageBody(blocks.StreamBlock):
    text = RichTextBlock()
    heading = HeadingBlock()
    image = FigureBlock()
    video = VideoBlock()
    audio = AudioBlock()
    document = DocumentBlock()
    quotation = QuotationBlock()
    case_study = CaseStudyBlock()
    callout = CalloutBlock()
    table = TableBlock()
    sources = SourcesBlock()


class LessonBody(PageBody):
    reflection = ReflectionBlock()
    quiz = QuizBlock(group=_("Activities"))
    h5p = H5PBlock(group=_("Activities"))
    package = PackageBlock(group=_("Activities"))
    assignment = AssignmentBlock(group=_("Activities"))


class LineBlock(blocks.StructBlock):
    """One of the network's lines of action."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"))

    class Meta:
        icon = "arrow-right"
        label = _("Line of action")


class Lines(blocks.StreamBlock):
    line = LineBlock()


class Objectives(blocks.StreamBlock):
    objective = blocks.CharBlock(label=_("Objective"))
