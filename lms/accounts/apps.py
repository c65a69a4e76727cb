from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lms.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from lms.accounts.rights import apply_role_permissions, last_to_migrate  # noqa: PLC0415 - models are not ready earlier

        # Once a migrate, when every permission exists.
        post_migrate.connect(apply_role_permissions, sender=last_to_migrate())
