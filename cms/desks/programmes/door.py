"""Who comes to this desk, and which rows are theirs."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from courses.programmes.models import Invitation, Nomination
from lms.accounts.models import User
from lms.network.models import City
from lms.network.queries import cities_in_reach_of


class DeskView(WagtailAdminTemplateMixin, View):
    """A page of the desk. Reading needs `may_read`, every POST needs `may_act`."""

    may_read: ClassVar[str]
    may_act: ClassVar[str] = ""
    header_icon = "group"
    trail: ClassVar[list[tuple[str, Any]]] = []
    """Breadcrumbs between the desk's home and this page: URL name in the desk and label."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        needed = self.may_read if request.method in ("GET", "HEAD", "OPTIONS") else self.may_act
        if not needed or not request.user.has_perm(needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def officer(self) -> User:
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101 - the admin lets nobody in who is not signed in
        return user

    @property
    def reach(self) -> QuerySet[City]:
        return cities_in_reach_of(officer=self.officer)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"training:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]

    def show(self, **context: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(**context))
        return response


def invitations_in(reach: QuerySet[City]) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(city__in=reach)
    return rows.select_related("edition__programme", "city__region", "answered_by")


def nominations_in(reach: QuerySet[City]) -> QuerySet[Nomination]:
    """Those that were submitted: a draft is the city's own and not shown."""
    rows = Nomination.objects.filter(invitation__city__in=reach).exclude(state=Nomination.State.DRAFT)
    return rows.select_related("invitation__edition__programme", "invitation__city__region", "person", "replaces")


EDITIONS = ("editions", _("Editions"))
PROGRAMMES = ("programmes", _("Programmes"))
INVITATIONS = ("invitations", _("Invitations"))
NOMINATIONS = ("nominations", _("Nominations"))
