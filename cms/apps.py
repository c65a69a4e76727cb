from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.outbox.subscriptions import subscribe


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Site")

    def ready(self) -> None:
        subscribe("courses.content-revised.v1", task="cms.freeze_with_content")
        import_module("cms.publishing").connect()
        import_module("cms.editorial_log").connect()
