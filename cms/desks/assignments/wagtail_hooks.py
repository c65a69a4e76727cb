from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desks.assignments.door import MARK


class AssignmentsItem(MenuItem):
    """Shown to who may mark."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MARK)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [path("assignments/", include("cms.desks.assignments.urls"))]


@hooks.register("register_admin_menu_item")
def register_desk_menu() -> MenuItem:
    address = reverse_lazy("assignments_desk:queue")
    return AssignmentsItem(_("Assignments to mark"), address, name="assignments", icon_name="edit", order=247)
