from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


class DeskItem(MenuItem):
    """Shown to who may read what it leads to."""

    def __init__(self, label: Any, name: str, permission: str, **options: Any) -> None:
        super().__init__(label, reverse(f"training:{name}"), name=f"training-{name}", **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("training/", include("cms.desks.programmes.urls"))]


@hooks.register("register_admin_menu_item")
def register_desk_menu() -> MenuItem:
    items = [
        DeskItem(_("Editions"), "editions", "programmes.view_edition", icon_name="date", order=1),
        DeskItem(_("Invitations"), "invitations", "programmes.view_invitation", icon_name="mail", order=2),
        DeskItem(_("Nominations"), "nominations", "programmes.view_nomination", icon_name="group", order=3),
        DeskItem(_("Programmes"), "programmes", "programmes.view_trainingprogramme", icon_name="list-ul", order=4),
        DeskItem(_("Units to waive"), "units", "programmes.change_nomination", icon_name="tasks", order=5),
    ]
    return SubmenuMenuItem(_("Training"), Menu(items=items), name="training", icon_name="group", order=250)
