"""Who comes to this desk, and what each may do there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.desks.programmes.door import DeskView

VIEW = "packages.view_content"
ADD = "packages.add_content"
VIEW_LIBRARIES = "packages.view_library"
MANAGE_LIBRARIES = "packages.manage_libraries"

CONTENTS = ("contents", _("Interactive content"))
LIBRARIES = ("libraries", _("H5P libraries"))


class PackageDeskView(DeskView):
    may_read = VIEW
    header_icon = "media"

    def may(self, permission: str) -> bool:
        return self.officer.has_perm(permission)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"packages_desk:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]
