from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    name = "cms.authoring"
    verbose_name = _("Authoring of interactive content")

    def ready(self) -> None:
        """However a draft goes, with its content or its author too, the files that were put in for it go with it."""
        post_delete.connect(_let_its_files_go, sender="authoring.Draft", dispatch_uid="authoring.workspace")


def _let_its_files_go(*, instance: Any, **_told: Any) -> None:
    if instance.workspace_id:
        instance.workspace.delete()
