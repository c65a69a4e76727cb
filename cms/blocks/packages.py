"""Interactive content: made with H5P, or a package of SCORM or cmi5."""

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

from cms.blocks.exercise_texts import ExerciseTextsBlock, Segment, segments_of, texts_from, texts_of, translated_in
from courses.packages.models import Content

COURSEWARE = (Content.Kind.SCORM_12, Content.Kind.SCORM_2004, Content.Kind.CMI5)


class _OfKinds:
    """Lists contents of these kinds only, and no preview of somebody's: that is a content without a revision."""

    kinds: tuple[str, ...]

    def get_object_list(self) -> QuerySet[Content]:
        return Content.objects.filter(kind__in=self.kinds).exclude(current=None)


def _of_kinds(view: type[Any], *kinds: str) -> type[Any]:
    return type(f"{view.__name__}OfKinds", (_OfKinds, view), {"kinds": kinds})


class H5PChooserViewSet(ChooserViewSet):
    model = Content
    icon = "media"
    choose_one_text = _("Choose H5P content")
    choose_another_text = _("Choose other H5P content")
    choose_view_class = _of_kinds(ChooseView, Content.Kind.H5P)
    choose_results_view_class = _of_kinds(ChooseResultsView, Content.Kind.H5P)

    def get_urlpatterns(self) -> list[URLPattern]:
        """For who may see the packages. They come in at their own desk: nothing is created here."""
        guarded = permission_required("packages.view_content")
        return [
            path(str(one.pattern), guarded(one.callback), name=one.name)
            for one in super().get_urlpatterns()
            if one.name != "create"
        ]


class PackageChooserViewSet(H5PChooserViewSet):
    choose_one_text = _("Choose a package")
    choose_another_text = _("Choose another package")
    choose_view_class = _of_kinds(ChooseView, *COURSEWARE)
    choose_results_view_class = _of_kinds(ChooseResultsView, *COURSEWARE)
    # The other chooser is the one that forms know.
    register_widget = False


h5p_chooser = H5PChooserViewSet("h5p_chooser")
H5PChooserBlock = h5p_chooser.get_block_class(name="H5PChooserBlock", module_path="cms.blocks.packages")
package_chooser = PackageChooserViewSet("package_chooser")
PackageChooserBlock = package_chooser.get_block_class(name="PackageChooserBlock", module_path="cms.blocks.packages")


class H5PBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    content = H5PChooserBlock(label=_("Content"))
    texts = ExerciseTextsBlock()

    def get_translatable_segments(self, value: Any) -> list[Segment]:
        """The title, which content it is, and the content's own texts, so that one activity speaks many languages."""
        content, translated = value["content"], translated_in(value["texts"])
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


class PackageBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    content = PackageChooserBlock(label=_("Package"))

    class Meta:
        icon = "media"
        label = _("SCORM or cmi5 package")
        template = "cms/blocks/package.html"
