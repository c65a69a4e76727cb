"""Invitations: the board over all of them, and the page of one."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.desks.programmes.counts import seats_taken_by_invitation
from cms.desks.programmes.door import INVITATIONS, invitations_in
from cms.desks.programmes.forms import InvitationFilter, InvitationStepForm
from cms.desks.programmes.steps import OF_INVITATIONS
from cms.desks.programmes.views.boards import Board, ItemPage
from courses.programmes.models import Invitation, Nomination
from courses.programmes.wording import badge


class InvitationBoard(Board):
    may_read = "programmes.view_invitation"
    may_act = "programmes.change_invitation"
    page_title = _("Invitations")
    template_name = "programmes_desk/invitations.html"
    steps = OF_INVITATIONS
    step_form = InvitationStepForm
    filter_form = InvitationFilter
    own_name = "training:invitations"

    def rows(self) -> QuerySet[Invitation]:
        return invitations_in(self.reach).annotate(taken=seats_taken_by_invitation())

    def in_edition(self, wanted: dict[str, Any]) -> QuerySet[Invitation]:
        return self.rows().filter(edition=wanted["edition"]) if wanted.get("edition") else self.rows()

    def filtered(self, rows: QuerySet[Invitation], wanted: dict[str, Any]) -> QuerySet[Invitation]:
        asked = {
            "state": wanted.get("state"),
            "city__region": wanted.get("region"),
            "reply_by__lte": wanted.get("until"),
        }
        found = rows.filter(**{field: value for field, value in asked.items() if value})
        if word := wanted.get("q"):
            found = found.filter(city__name__icontains=word)
        return found.order_by("-edition__starts_on", "city__name", "pk")


class InvitationPage(ItemPage):
    may_read = "programmes.view_invitation"
    may_act = "programmes.change_invitation"
    trail = [INVITATIONS]
    template_name = "programmes_desk/invitation.html"
    steps = OF_INVITATIONS
    step_form = InvitationStepForm
    own_name = "training:invitation"

    def rows(self) -> QuerySet[Invitation]:
        return invitations_in(self.reach).annotate(taken=seats_taken_by_invitation())

    def particulars(self) -> dict[str, Any]:
        nominations = self.item.nominations.exclude(state=Nomination.State.DRAFT).order_by("pk")
        return {"nominations": [(row, badge(row)) for row in nominations]}
