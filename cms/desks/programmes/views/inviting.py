"""Picking the cities of an edition."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.desks.programmes.counts import cities_to_invite, seats_taken_in_edition
from cms.desks.programmes.door import EDITIONS, DeskView
from cms.desks.programmes.forms import CityFilter, InviteForm
from courses.programmes.actions.invitations import draft_invitation
from courses.programmes.models import Edition, Invitation
from lms.network.models import City, Membership
from lms.refusals import Refusal

KINDS = dict(Membership.Kind.choices)
STATES = dict(Invitation.State.choices)
LANGUAGES = dict(settings.LANGUAGES)


class InviteCities(DeskView):
    """Filter, pick many, filter again: what is picked stays. A draft is made for each; sending is the next page."""

    may_read = may_act = "programmes.add_invitation"
    trail = [EDITIONS]
    page_title = gettext_lazy("Invite cities")
    template_name = "programmes_desk/invite.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.edition = get_object_or_404(Edition.objects.select_related("programme"), code=kwargs["code"])

    def get_page_subtitle(self) -> str:
        return self.edition.code

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self._page(InviteForm(initial=self._offer()))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        if request.POST.get("do") in ("filter", "all", "none"):
            return self._page(InviteForm(initial={name: request.POST.get(name) for name in self._offer()}))
        return self._make_drafts()

    def _make_drafts(self) -> HttpResponse:
        form = InviteForm(self.request.POST)
        cities = list(self.reach.filter(pk__in=self._picked()))
        if not cities:
            messages.error(self.request, _("Pick at least one city."))
        if not cities or not form.is_valid():
            return self._page(form)
        drafted = sum(self._draft(city, form.cleaned_data) for city in cities)
        if not drafted:
            return self._page(form)
        said = ngettext("%(count)s draft is made.", "%(count)s drafts are made.", drafted)
        messages.success(self.request, said % {"count": drafted})
        return redirect(f"{reverse('training:invitations')}?edition={self.edition.code}&state=draft")

    def _draft(self, city: City, offer: dict[str, Any]) -> int:
        try:
            draft_invitation(edition=self.edition, city=city, **offer, by=self.officer, at=timezone.now())
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return 0
        return 1

    def _offer(self) -> dict[str, Any]:
        return {"seats": self.edition.seats_per_city, "reply_by": self.edition.reply_by}

    def _picked(self) -> set[int]:
        return {int(pk) for pk in self.request.POST.getlist("city") if pk.isdecimal()}

    def _page(self, form: InviteForm) -> HttpResponse:
        chosen = CityFilter(self.request.POST or self.request.GET)
        cities = cities_to_invite(self.edition, self.reach, timezone.now().date())
        shown = [_row(city) for city in _found(cities, chosen.cleaned_data if chosen.is_valid() else {})]
        open_rows = [row for row in shown if not row["reason"]]
        picked = self._picked_after({row["city"].pk for row in open_rows})
        elsewhere = cities.filter(pk__in=picked - {row["city"].pk for row in shown})
        return self.show(
            edition=self.edition, taken=seats_taken_in_edition(self.edition), filter=chosen, form=form, picked=picked,
            rows=open_rows, closed=[row for row in shown if row["reason"]],
            elsewhere=[row for row in map(_row, elsewhere) if not row["reason"]],
            may_coordinate=self.request.user.has_perm("network.add_focalpoint"),
        )  # fmt: skip

    def _picked_after(self, shown: set[int]) -> set[int]:
        """What is picked once the button is heard: one picks, another lets go of, all that are shown."""
        match self.request.POST.get("do"):
            case "all":
                return self._picked() | shown
            case "none":
                return set()
        return self._picked()


def _found(cities: QuerySet[City], wanted: dict[str, Any]) -> QuerySet[City]:
    asked = {
        "region": wanted.get("region"), "membership_kind": wanted.get("kind"), "connectivity_tier": wanted.get("tier"),
    }  # fmt: skip
    found = cities.filter(**{field: value for field, value in asked.items() if value})
    if word := wanted.get("q"):
        found = found.filter(Q(name__icontains=word) | Q(native_name__icontains=word) | Q(country__icontains=word))
    return found


def _row(city: Any) -> dict[str, Any]:
    """A city as the page shows it; `reason` says why it cannot be picked."""
    reason = ""
    if city.invitation:
        reason = _("Already invited to this edition.")
    elif not city.coordinated:
        reason = _("No focal point: there is nobody to whom the invitation could go.")
    return {
        "city": city,
        "reason": reason,
        "kind": KINDS.get(city.membership_kind, "—"),
        "language": LANGUAGES[city.language],
        "state": STATES.get(city.invitation_state, ""),
    }
