"""What this desk adds to the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from cms.desks.network.audit_log import AuditDesk
from cms.desks.network.jobs import JobDesk
from cms.desks.network.register import NetworkDesk
from cms.desks.network.site_history import MENU_ITEM, may_look
from lms.accounts.models import User


@hooks.register("register_admin_viewset")
def register_desks() -> list[Any]:
    return [NetworkDesk(), JobDesk(), AuditDesk()]


@hooks.register("before_bulk_action")
def refuse_accounts_in_bulk(_request: HttpRequest, _action_type: str, _objects: Any, action: Any) -> None:
    """Wagtail's bulk actions on users know neither whose account it is nor the audit log."""
    if User in action.models:
        raise PermissionDenied


@hooks.register("construct_reports_menu")
def list_the_site_history_to_who_may_look(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name != MENU_ITEM or may_look(request)]
