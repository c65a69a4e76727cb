from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from cms.desks.questions.door import MARK, VIEW


class DeskItem(MenuItem):
    """Shown to who may read what it leads to."""

    def __init__(self, label: str | Promise, name: str, permission: str, **options: object) -> None:
        address = reverse(name if ":" in name else f"questions_desk:{name}")
        super().__init__(label, address, name=f"questions-{name.replace(':', '-')}", **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("questions/", include("cms.desks.questions.urls"))]


@hooks.register("register_admin_menu_item")
def register_desk_menu() -> MenuItem:
    items = [
        DeskItem(_("Question bank"), "bank", VIEW, icon_name="help", order=1),
        DeskItem(_("Essays to mark"), "marking", MARK, icon_name="edit", order=2),
        DeskItem(_("Item analysis"), "analysis_desk:quizzes", MARK, icon_name="order", order=3),
    ]
    return SubmenuMenuItem(_("Questions"), Menu(items=items), name="questions", icon_name="help", order=245)
