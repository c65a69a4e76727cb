from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutlineConfig(AppConfig):
    name = "courses.outline"
    verbose_name = _("Outline")
