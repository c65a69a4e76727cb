from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "lms.accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        # Models are not ready earlier.
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415

        from lms.accounts.rights import apply_role_permissions, last_to_migrate  # noqa: PLC0415
        from lms.accounts.second_factor import remember_factor  # noqa: PLC0415

        # Once a migrate, when every permission exists.
        post_migrate.connect(apply_role_permissions, sender=last_to_migrate())
        authenticator_added.connect(remember_factor)
