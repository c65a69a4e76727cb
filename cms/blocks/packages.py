"""Interactive content made with H5P."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.auth import permission_required
from wagtail.admin.viewsets.chooser import ChooserViewSet

from courses.packages.models import Content


class H5PChooserViewSet(ChooserViewSet):
    model = Content
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

    class Meta:
        icon = "media"
        label = _("H5P activity")
        template = "cms/blocks/h5p.html"
