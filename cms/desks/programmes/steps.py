"""The steps that the desk takes with one row or with many: each row on its own, so one refusal stops nobody else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from courses.programmes.actions import invitations, nominations, withdrawals
from courses.programmes.models import Invitation, Nomination
from courses.programmes.states import may_become
from lms.accounts.models import User
from lms.refusals import Refusal

Row = Invitation | Nomination
Take = Callable[[Any, Mapping[str, Any], User, datetime], object]


class DateMissing(Refusal):
    message: ClassVar[str | Promise] = _("Give the new reply date.")


@dataclass(frozen=True)
class Step:
    """A step by name: what the button says, to which state it leads, and the action."""

    label: Promise
    to: str
    take: Take
    button: str = "button-secondary"

    def is_open_to(self, row: Row) -> bool:
        return may_become(row, self.to)


def _reopen(row: Invitation, given: Mapping[str, Any], by: User, at: datetime) -> object:
    if given["reply_by"] is None:
        raise DateMissing
    return invitations.reopen_invitation(invitation=row, reply_by=given["reply_by"], by=by, at=at)


@dataclass(frozen=True)
class Discard(Step):
    """Leads to no state: the draft is gone."""

    def is_open_to(self, row: Row) -> bool:
        return row.state == Invitation.State.DRAFT


@dataclass(frozen=True)
class Send(Step):
    """Opening again leads to the same state but starts elsewhere."""

    start: str = Invitation.State.DRAFT

    def is_open_to(self, row: Row) -> bool:
        return row.state == self.start


OF_INVITATIONS: dict[str, Step] = {
    "send": Send(
        _("Send"), Invitation.State.SENT, button="",
        take=lambda row, _given, by, at: invitations.send_invitation(invitation=row, by=by, at=at),
    ),
    "reopen": Send(_("Open again"), Invitation.State.SENT, take=_reopen, start=Invitation.State.EXPIRED),
    "withdraw": Step(
        _("Withdraw"), Invitation.State.WITHDRAWN, button="no",
        take=lambda row, given, by, at: withdrawals.withdraw_invitation(
            invitation=row, reason=given["reason"], by=by, at=at
        ),
    ),
    "discard": Discard(
        _("Discard the draft"), "", button="no",
        take=lambda row, _given, by, at: invitations.discard_invitation(invitation=row, by=by, at=at),
    ),
}  # fmt: skip

OF_NOMINATIONS: dict[str, Step] = {
    "review": Step(
        _("Take under review"), Nomination.State.UNDER_REVIEW,
        take=lambda row, _given, by, at: nominations.review_nomination(nomination=row, by=by, at=at),
    ),
    "select": Step(
        pgettext_lazy("nomination", "Select"), Nomination.State.SELECTED, button="",
        take=lambda row, _given, by, at: nominations.select_nomination(nomination=row, by=by, at=at),
    ),
    "waitlist": Step(
        _("Put on the waiting list"), Nomination.State.WAITLISTED,
        take=lambda row, _given, by, at: nominations.waitlist_nomination(nomination=row, by=by, at=at),
    ),
    "return": Step(
        _("Return to the city"), Nomination.State.RETURNED,
        take=lambda row, given, by, at: nominations.return_nomination(
            nomination=row, reason=given["reason"], by=by, at=at
        ),
    ),
    "reject": Step(
        pgettext_lazy("nomination", "Reject"), Nomination.State.REJECTED, button="no",
        take=lambda row, given, by, at: nominations.reject_nomination(
            nomination=row, reason=given["reason"], by=by, at=at
        ),
    ),
}  # fmt: skip


def take(
    request: HttpRequest, step: Step, rows: Iterable[Row], given: Mapping[str, Any], *, by: User, at: datetime
) -> None:
    """Take the step with every row; say how many were done, and of each other one why not."""
    done = 0
    for row in rows:
        try:
            step.take(row, given, by, at)
            done += 1
        except Refusal as refusal:
            messages.error(request, gettext("%(row)s: %(why)s") % {"row": row, "why": refusal})
    if done:
        said = ngettext("%(step)s: done for %(count)s row.", "%(step)s: done for %(count)s rows.", done)
        messages.success(request, said % {"step": step.label, "count": done})
