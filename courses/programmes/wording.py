"""What the pages say about states: the colour of the mark, the steps of the way, and what happens next."""

from datetime import datetime
from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.programmes.models import Invitation, Nomination

Inv = Invitation.State
Nom = Nomination.State

BADGES: dict[str, str] = {
    Inv.SENT: "progressing",
    Inv.ACCEPTED: "success",
    Inv.EXPIRED: "warning",
    Nom.SUBMITTED: "progressing",
    Nom.UNDER_REVIEW: "progressing",
    Nom.RETURNED: "warning",
    Nom.SELECTED: "progressing",
    Nom.WAITLISTED: "warning",
    Nom.REJECTED: "error",
    Nom.CONFIRMED: "success",
}
"""State to kind of badge (design/components/badge.html); the others are plain."""

NEXT_FOR_INVITATION: dict[str, Promise] = {
    Inv.SENT: gettext_lazy("Accept or decline. Once you have accepted, you name your officials."),
    Inv.ACCEPTED: gettext_lazy("Name your officials and submit the nominations. The secretariat then selects."),
    Inv.DECLINED: gettext_lazy("You have declined. There is nothing more to do."),
    Inv.EXPIRED: gettext_lazy("Nobody answered in time. Write to the secretariat if your city still wishes to come."),
    Inv.WITHDRAWN: gettext_lazy("The secretariat has withdrawn the invitation."),
    Inv.CLOSED: gettext_lazy("Nominations are closed. The secretariat selects, and the officials confirm their seats."),
}

NEXT_FOR_NOMINATION: dict[str, Promise] = {
    Nom.DRAFT: gettext_lazy("Not submitted yet: the secretariat does not see it."),
    Nom.SUBMITTED: gettext_lazy("The secretariat will review it."),
    Nom.UNDER_REVIEW: gettext_lazy("The secretariat is reviewing it."),
    Nom.RETURNED: gettext_lazy("Correct it and submit it again."),
    Nom.SELECTED: gettext_lazy("The official has been sent an e-mail and must confirm the seat."),
    Nom.WAITLISTED: gettext_lazy("A seat is given when one becomes free."),
    Nom.CONFIRMED: gettext_lazy("The seat is taken."),
}


class Step(TypedDict, total=False):
    """As design/components/steps.html takes it."""

    label: str
    state: str
    at: datetime | None


def badge(row: Invitation | Nomination) -> dict[str, str]:
    return {"label": row.get_state_display(), "kind": BADGES.get(row.state, "plain")}


def steps_of_invitation(invitation: Invitation, nominations: list[Nomination]) -> list[Step]:
    """From the letter to the first lesson, as the focal point sees it."""
    states = {nomination.state for nomination in nominations}
    answered = invitation.state in (Inv.ACCEPTED, Inv.CLOSED)
    stopped = invitation.state in (Inv.DECLINED, Inv.EXPIRED, Inv.WITHDRAWN)
    submitted = bool(states - {Nom.DRAFT, Nom.RETURNED, Nom.WITHDRAWN})
    decided = submitted and not states & {Nom.SUBMITTED, Nom.UNDER_REVIEW}
    labels = [_("Invited"), _("Answered"), _("Officials nominated"), _("Officials selected"), _("Seats confirmed")]
    done = [True, answered, submitted, decided, decided and Nom.CONFIRMED in states and Nom.SELECTED not in states]
    return _walk(labels, done, [invitation.sent_at, invitation.answered_at], stopped=stopped)


def steps_of_nomination(nomination: Nomination) -> list[Step]:
    """From the nomination to the seat, as the official sees it."""
    stopped = nomination.state in Nomination.CLOSED
    selected = nomination.decided_at is not None
    labels = [_("Nominated by your city"), _("Selected"), _("Seat confirmed"), _("Learning")]
    done = [True, selected, nomination.state == Nom.CONFIRMED, False]
    times = [nomination.submitted_at, nomination.decided_at, nomination.confirmed_at]
    return _walk(labels, done, times, stopped=stopped)


def _walk(labels: list[str], done: list[bool], times: list[datetime | None], *, stopped: bool) -> list[Step]:
    """Done up to the first step that is not; that one is now, or where it stopped."""
    here = done.index(False) if False in done else len(done)
    states = ["done"] * here + ["stopped" if stopped else "now"] + ["later"] * len(done)
    padded = [*times, *[None] * len(labels)]
    return [
        Step(label=label, state=state, at=at if state == "done" else None)
        for label, state, at in zip(labels, states, padded, strict=False)
    ]
