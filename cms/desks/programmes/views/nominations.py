"""Nominations: the board over all of them, and the page of one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.desks.programmes.counts import seats_taken_in_city, seats_taken_in_edition
from cms.desks.programmes.door import NOMINATIONS, nominations_in
from cms.desks.programmes.forms import NominationFilter, NominationStepForm
from cms.desks.programmes.steps import OF_NOMINATIONS
from cms.desks.programmes.views.boards import Board, ItemPage
from courses.programmes.models import Nomination


class NominationBoard(Board):
    may_read = "programmes.view_nomination"
    may_act = "programmes.change_nomination"
    page_title = _("Nominations")
    template_name = "programmes_desk/nominations.html"
    steps = OF_NOMINATIONS
    step_form = NominationStepForm
    filter_form = NominationFilter
    own_name = "training:nominations"

    def rows(self) -> QuerySet[Nomination]:
        return nominations_in(self.reach).annotate(taken=seats_taken_in_city())

    def in_edition(self, wanted: dict[str, Any]) -> QuerySet[Nomination]:
        return self.rows().filter(invitation__edition=wanted["edition"]) if wanted.get("edition") else self.rows()

    def filtered(self, rows: QuerySet[Nomination], wanted: dict[str, Any]) -> QuerySet[Nomination]:
        asked = {"state": wanted.get("state"), "invitation__city__region": wanted.get("region")}
        found = rows.filter(**{field: value for field, value in asked.items() if value})
        if word := wanted.get("q"):
            found = found.filter(
                Q(invitation__city__name__icontains=word) | Q(display_name__icontains=word) | Q(email__icontains=word)
            )
        return found.order_by("-invitation__edition__starts_on", "invitation__city__name", "pk")


class NominationPage(ItemPage):
    may_read = "programmes.view_nomination"
    may_act = "programmes.change_nomination"
    trail = [NOMINATIONS]
    template_name = "programmes_desk/nomination.html"
    steps = OF_NOMINATIONS
    step_form = NominationStepForm
    own_name = "training:nomination"

    def rows(self) -> QuerySet[Nomination]:
        return nominations_in(self.reach).annotate(taken=seats_taken_in_city())

    def particulars(self) -> dict[str, Any]:
        return {"taken_in_edition": seats_taken_in_edition(self.item.invitation.edition)}
