from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from certificates.rights import VIEW
from cms.desks.certificates.signatories import SignatoryDesk


class DeskItem(MenuItem):
    """Shown to officers who may read the register."""

    def __init__(self, label: Any, name: str, **options: Any) -> None:
        super().__init__(label, reverse(f"certificates_desk:{name}"), name=f"certificates-{name}", **options)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("certificates/", include("cms.desks.certificates.urls"))]


@hooks.register("register_admin_viewset")
def register_signatories() -> SignatoryDesk:
    return SignatoryDesk("signatory")


@hooks.register("register_admin_menu_item")
def register_desk_menu() -> MenuItem:
    items = [
        DeskItem(_("Issue"), "editions", icon_name="doc-full", order=1),
        DeskItem(_("Register"), "register", icon_name="list-ul", order=2),
        DeskItem(_("Revocations"), "revocations", icon_name="circle-xmark", order=3),
        register_signatories().get_menu_item(order=4),
    ]
    return SubmenuMenuItem(_("Certificates"), Menu(items=items), name="certificates", icon_name="doc-full", order=260)
