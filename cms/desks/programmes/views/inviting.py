"""Picking the cities of an edition."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.desks.programmes.counts import cities_to_invite
from cms.desks.programmes.door import EDITIONS, DeskView
from cms.desks.programmes.forms import CityFilter, InviteForm
from courses.programmes.actions.invitations import draft_invitation
from courses.programmes.models import Edition
from lms.network.models import City, Membership
from lms.refusals import Refusal


class InviteCities(DeskView):
    """Filter by region, membership and tier; pick many; a draft is made for each. Sending is the next page."""

    may_read = may_act = "programmes.add_invitation"
    trail = [EDITIONS]
    page_title = gettext_lazy("Invite cities")
    template_name = "programmes_desk/invite.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.edition = get_object_or_404(Edition, code=kwargs["code"])

    def get_page_subtitle(self) -> str:
        return self.edition.code

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self._page(InviteForm(initial=self._offer()))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        form = InviteForm(request.POST)
        cities = list(self.reach.filter(pk__in=self._picked()))
        if not cities:
            messages.error(request, _("Pick at least one city."))
        if not cities or not form.is_valid():
            return self._page(form)
        drafted = sum(self._draft(city, form.cleaned_data) for city in cities)
        if not drafted:
            return self._page(form)
        said = ngettext("%(count)s draft is made.", "%(count)s drafts are made.", drafted)
        messages.success(request, said % {"count": drafted})
        return redirect(f"{reverse('training:invitations')}?edition={code}&state=draft")

    def _draft(self, city: City, offer: dict[str, Any]) -> int:
        try:
            draft_invitation(edition=self.edition, city=city, **offer, by=self.officer, at=timezone.now())
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return 0
        return 1

    def _offer(self) -> dict[str, Any]:
        return {"seats": self.edition.seats_per_city, "reply_by": self.edition.reply_by}

    def _picked(self) -> list[int]:
        return [int(pk) for pk in self.request.POST.getlist("city") if pk.isdecimal()]

    def _page(self, form: InviteForm) -> HttpResponse:
        chosen = CityFilter(self.request.GET)
        wanted = chosen.cleaned_data if chosen.is_valid() else {}
        cities = cities_to_invite(self.edition, self.reach, timezone.now().date())
        for field, value in {
            "region": wanted.get("region"), "membership_kind": wanted.get("kind"),
            "connectivity_tier": wanted.get("tier"),
        }.items():  # fmt: skip
            cities = cities.filter(**{field: value}) if value else cities
        rows = [self._row(city) for city in cities]
        return self.show(edition=self.edition, filter=chosen, form=form, rows=rows)

    def _row(self, city: Any) -> dict[str, Any]:
        reason = ""
        if city.invited:
            reason = _("Already invited to this edition.")
        elif not city.coordinated:
            reason = _("No focal point: there is nobody to whom the invitation could go.")
        kinds = dict(Membership.Kind.choices)
        picked = city.pk in self._picked()
        return {
            "city": city, "reason": reason, "picked": picked and not reason,
            "kind": kinds.get(city.membership_kind, "—"),
        }  # fmt: skip
