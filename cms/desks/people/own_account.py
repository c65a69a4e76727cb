"""The admin's page of settings of one's own, without names: they are changed on the page about oneself."""

from typing import Any

from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel


class OwnAccountView(AccountView):
    """Wagtail's panel of names asks for a first and a last name, which people here need not have."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
