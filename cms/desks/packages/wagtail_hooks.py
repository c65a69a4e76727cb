from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desks.packages.door import VIEW


class PackagesItem(MenuItem):
    """Shown to who may see the contents."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("packages/", include("cms.desks.packages.urls"))]


@hooks.register("register_admin_menu_item")
def register_desk_menu() -> MenuItem:
    address = reverse_lazy("packages_desk:contents")
    return PackagesItem(_("Interactive content"), address, name="packages", icon_name="media", order=240)
