"""Wagtail's history of the whole site, which knows no regions: for superusers only. Others have the audit log."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from cms.desks.network.views import SafeExport

MENU_ITEM = "site-history"


class SiteHistory(SafeExport, LogEntriesView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]


def may_look(request: HttpRequest) -> bool:
    return request.user.is_superuser
