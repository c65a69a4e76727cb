"""Interactive content made with H5P."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.auth import permission_required
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue

from cms.blocks.exercise_texts import ExerciseTextsBlock, Segment, segments_of, texts_from, texts_of
from courses.packages.models import Content


class _Finished:
    """A content without a current revision is somebody's preview."""

    def get_object_list(self) -> QuerySet[Content]:
        rows: QuerySet[Content] = super().get_object_list()  # type: ignore[misc]
        return rows.exclude(current=None)


class ChooseContent(_Finished, ChooseView):
    pass


class ChooseContentResults(_Finished, ChooseResultsView):
    pass


class H5PChooserViewSet(ChooserViewSet):
    model = Content
    choose_view_class = ChooseContent
    choose_results_view_class = ChooseContentResults
    icon = "media"
    choose_one_text = _("Choose H5P content")
    choose_another_text = _("Choose other H5P content")

    def get_urlpatterns(self) -> list[URLPattern]:
        """For who may see the packages. They come in at their own desk: nothing is created here."""
        guarded = permission_required("packages.view_content")
        return [
            path(str(one.pattern), guarded(one.callback), name=one.name)
            for one in super().get_urlpatterns()
            if one.name != "create"
        ]


h5p_chooser = H5PChooserViewSet("h5p_chooser")
H5PChooserBlock = h5p_chooser.get_block_class(name="H5PChooserBlock", module_path="cms.blocks.packages")


class H5PBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    content = H5PChooserBlock(label=_("Content"))
    texts = ExerciseTextsBlock()

    def get_translatable_segments(self, value: Any) -> list[Segment]:
        """The title, which content it is, and the content's own texts, so that one activity speaks many languages."""
        content, translated = value["content"], value["texts"] or {}
        segments = [StringSegmentValue("title", value["title"])]
        if content is not None:
            texts = segments_of(texts_of(content), translated)
            segments += [OverridableSegmentValue("content", content.pk), *(one.wrap("texts") for one in texts)]
        return segments

    def restore_translated_segments(self, value: Any, segments: list[Segment]) -> Any:
        parts: dict[str, list[Segment]] = defaultdict(list)
        for segment in segments:
            name, rest = segment.unwrap()
            parts[name].append(rest)
        for title in parts["title"]:
            value["title"] = title.render_text()
        for other in parts["content"]:
            value["content"] = Content.objects.filter(pk=other.data).first() or value["content"]
        value["texts"] = texts_from(parts["texts"])
        return value

    class Meta:
        icon = "media"
        label = _("H5P activity")
        template = "cms/blocks/h5p.html"
