"""Which state may follow which, for editions, invitations and nominations."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.programmes.models import Edition, Invitation, Nomination
from lms.refusals import Refusal

Ed = Edition.State
Inv = Invitation.State
Nom = Nomination.State

EDITION_STEPS: dict[str, frozenset[str]] = {
    Ed.DRAFT: frozenset({Ed.OPEN, Ed.CANCELLED}),
    Ed.OPEN: frozenset({Ed.FINISHED, Ed.CANCELLED}),
}

INVITATION_STEPS: dict[str, frozenset[str]] = {
    Inv.DRAFT: frozenset({Inv.SENT}),
    Inv.SENT: frozenset({Inv.ACCEPTED, Inv.DECLINED, Inv.EXPIRED, Inv.WITHDRAWN}),
    Inv.ACCEPTED: frozenset({Inv.WITHDRAWN, Inv.CLOSED}),
    Inv.EXPIRED: frozenset({Inv.SENT}),
}

_BEFORE_THE_START = frozenset({Nom.WITHDRAWN})
NOMINATION_STEPS: dict[str, frozenset[str]] = {
    Nom.DRAFT: frozenset({Nom.SUBMITTED}) | _BEFORE_THE_START,
    Nom.SUBMITTED: frozenset({Nom.UNDER_REVIEW}) | _BEFORE_THE_START,
    Nom.UNDER_REVIEW: frozenset({Nom.RETURNED, Nom.SELECTED, Nom.WAITLISTED, Nom.REJECTED}) | _BEFORE_THE_START,
    Nom.RETURNED: frozenset({Nom.SUBMITTED}) | _BEFORE_THE_START,
    Nom.WAITLISTED: frozenset({Nom.SELECTED, Nom.REJECTED}) | _BEFORE_THE_START,
    Nom.SELECTED: frozenset({Nom.CONFIRMED, Nom.DECLINED}) | _BEFORE_THE_START,
    Nom.CONFIRMED: frozenset({Nom.REPLACED}) | _BEFORE_THE_START,
}

_STEPS: dict[type, dict[str, frozenset[str]]] = {
    Edition: EDITION_STEPS,
    Invitation: INVITATION_STEPS,
    Nomination: NOMINATION_STEPS,
}


class StepNotPossible(Refusal):
    message: ClassVar[str | Promise] = _("This is not possible any more: the state is “%(state)s”.")


def may_become(row: Edition | Invitation | Nomination, to: str) -> bool:
    return to in _STEPS[type(row)].get(row.state, frozenset())


def take_step(row: Edition | Invitation | Nomination, to: str) -> None:
    """Set the row's state, or refuse with StepNotPossible. The caller holds the row's lock and saves it."""
    if not may_become(row, to):
        raise StepNotPossible(state=row.get_state_display())
    row.state = to
