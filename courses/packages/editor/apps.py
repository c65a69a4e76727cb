from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorConfig(AppConfig):
    name = "courses.packages.editor"
    label = "h5p_editor"
    verbose_name = _("H5P editor client")
