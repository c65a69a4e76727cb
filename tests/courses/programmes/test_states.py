"""Every state against every action: what is not in these tables is refused."""

from collections.abc import Callable
from datetime import date

import pytest

from courses.programmes.actions import invitations, nominations, withdrawals
from courses.programmes.models import Edition, Invitation, Nomination
from courses.programmes.states import EDITION_STEPS
from lms.accounts.models import User
from lms.audit.models import AuditEntry
from lms.outbox.models import OutboxEvent
from lms.refusals import Refusal
from tests.factories.programmes import AFTER_END, MONDAY, Story, person

pytestmark = pytest.mark.django_db

Inv = Invitation.State
Nom = Nomination.State

INVITATION_ACTIONS: dict[str, Callable[[Story, Invitation], object]] = {
    "send": lambda s, i: invitations.send_invitation(invitation=i, by=s.secretary, at=MONDAY),
    "reopen": lambda s, i: invitations.reopen_invitation(
        invitation=i, reply_by=date(2026, 4, 8), by=s.secretary, at=MONDAY
    ),
    "accept": lambda s, i: invitations.accept_invitation(invitation=i, by=s.focal_point, at=MONDAY),
    "decline": lambda s, i: invitations.decline_invitation(invitation=i, reason="No", by=s.focal_point, at=MONDAY),
    "withdraw": lambda s, i: withdrawals.withdraw_invitation(invitation=i, reason="No", by=s.secretary, at=MONDAY),
    "discard": lambda s, i: invitations.discard_invitation(invitation=i, by=s.secretary, at=MONDAY),
    "nominate": lambda s, i: s.nominated(i),
}
INVITATION_TABLE: dict[str, dict[str, str | None]] = {
    Inv.DRAFT: {"send": Inv.SENT, "discard": None},
    Inv.SENT: {"accept": Inv.ACCEPTED, "decline": Inv.DECLINED, "withdraw": Inv.WITHDRAWN},
    Inv.ACCEPTED: {"withdraw": Inv.WITHDRAWN, "nominate": Inv.ACCEPTED},
    Inv.EXPIRED: {"reopen": Inv.SENT},
    Inv.DECLINED: {},
    Inv.WITHDRAWN: {},
    Inv.CLOSED: {},
}

NOMINATION_ACTIONS: dict[str, Callable[[Story, Nomination, User], object]] = {
    "amend": lambda s, n, _o: nominations.amend_nomination(
        nomination=n, email=n.email, display_name="New name", by=s.focal_point, at=MONDAY
    ),
    "submit": lambda s, n, _o: nominations.submit_nomination(nomination=n, by=s.focal_point, at=MONDAY),
    "review": lambda s, n, _o: nominations.review_nomination(nomination=n, by=s.secretary, at=MONDAY),
    "return": lambda s, n, _o: nominations.return_nomination(nomination=n, reason="No", by=s.secretary, at=MONDAY),
    "select": lambda s, n, _o: nominations.select_nomination(nomination=n, by=s.secretary, at=MONDAY),
    "waitlist": lambda s, n, _o: nominations.waitlist_nomination(nomination=n, by=s.secretary, at=MONDAY),
    "reject": lambda s, n, _o: nominations.reject_nomination(nomination=n, reason="No", by=s.secretary, at=MONDAY),
    "confirm": lambda _s, n, o: nominations.confirm_seat(nomination=n, released_by="A. Mwangi", by=o, at=MONDAY),
    "decline": lambda _s, n, o: nominations.decline_seat(nomination=n, reason="", by=o, at=MONDAY),
    "withdraw": lambda s, n, _o: nominations.withdraw_nomination(nomination=n, reason="", by=s.focal_point, at=MONDAY),
    "replace": lambda s, n, _o: nominations.replace_nominee(
        nomination=n, email="third@city.example", display_name="Third", reason="Leave", by=s.focal_point, at=MONDAY
    ),
}
NOMINATION_TABLE: dict[str, dict[str, str]] = {
    Nom.DRAFT: {"amend": Nom.DRAFT, "submit": Nom.SUBMITTED, "withdraw": Nom.WITHDRAWN},
    Nom.SUBMITTED: {"review": Nom.UNDER_REVIEW, "withdraw": Nom.WITHDRAWN},
    Nom.UNDER_REVIEW: {
        "return": Nom.RETURNED, "select": Nom.SELECTED, "waitlist": Nom.WAITLISTED, "reject": Nom.REJECTED,
        "withdraw": Nom.WITHDRAWN,
    },
    Nom.RETURNED: {"amend": Nom.RETURNED, "submit": Nom.SUBMITTED, "withdraw": Nom.WITHDRAWN},
    Nom.SELECTED: {"confirm": Nom.CONFIRMED, "decline": Nom.DECLINED, "withdraw": Nom.WITHDRAWN},
    Nom.WAITLISTED: {"select": Nom.SELECTED, "reject": Nom.REJECTED, "withdraw": Nom.WITHDRAWN},
    Nom.REJECTED: {},
    Nom.CONFIRMED: {"withdraw": Nom.WITHDRAWN, "replace": Nom.REPLACED},
    Nom.DECLINED: {},
    Nom.WITHDRAWN: {},
    Nom.REPLACED: {},
}  # fmt: skip


def traces() -> tuple[int, int]:
    return AuditEntry.objects.count(), OutboxEvent.objects.count()


@pytest.mark.parametrize("action", INVITATION_ACTIONS)
@pytest.mark.parametrize("state", Inv.values)
def test_an_invitation_takes_only_the_steps_of_its_state(state: str, action: str) -> None:
    story = Story()
    invitation = story.invitation_in(state)
    assert invitation.state == state
    before = traces()
    allowed = INVITATION_TABLE[state]
    if action in allowed:
        INVITATION_ACTIONS[action](story, invitation)
        assert AuditEntry.objects.count() > before[0]
    else:
        with pytest.raises(Refusal):
            INVITATION_ACTIONS[action](story, invitation)
        assert traces() == before
    now = Invitation.objects.filter(pk=invitation.pk).values_list("state", flat=True).first()
    assert now == allowed.get(action, state)


@pytest.mark.parametrize("action", NOMINATION_ACTIONS)
@pytest.mark.parametrize("state", Nom.values)
def test_a_nomination_takes_only_the_steps_of_its_state(state: str, action: str) -> None:
    story, official = Story(), person("Otieno")
    nomination = story.nomination_in(state, story.accepted(), official)
    assert nomination.state == state
    before = traces()
    allowed = NOMINATION_TABLE[state]
    if action in allowed:
        NOMINATION_ACTIONS[action](story, nomination, official)
        assert AuditEntry.objects.count() > before[0]
    else:
        with pytest.raises(Refusal):
            NOMINATION_ACTIONS[action](story, nomination, official)
        assert traces() == before
    nomination.refresh_from_db()
    assert nomination.state == allowed.get(action, state)


@pytest.mark.parametrize("state", Edition.State.values)
@pytest.mark.parametrize("action", ["open", "finish", "cancel"])
def test_an_edition_takes_only_the_steps_of_its_state(state: str, action: str) -> None:
    from courses.programmes.actions.editions import finish_edition, open_edition

    story = Story(state=state)
    by = {"edition": story.edition, "by": story.secretary}
    target = {"open": Edition.State.OPEN, "finish": Edition.State.FINISHED, "cancel": Edition.State.CANCELLED}[action]
    actions = {
        "open": lambda: open_edition(**by, at=MONDAY),
        "finish": lambda: finish_edition(**by, at=AFTER_END),
        "cancel": lambda: withdrawals.cancel_edition(**by, reason="Flood", at=MONDAY),
    }
    if target in EDITION_STEPS.get(state, ()):
        assert actions[action]().state == target
    else:
        with pytest.raises(Refusal):
            actions[action]()
    story.edition.refresh_from_db()
    assert story.edition.state == (target if target in EDITION_STEPS.get(state, ()) else state)
