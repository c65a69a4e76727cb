"""What the pages show of an invitation and of a nomination, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.programmes.models import Invitation, Nomination
from courses.programmes.states import may_become
from courses.programmes.wording import NEXT_FOR_INVITATION, NEXT_FOR_NOMINATION, badge
from lms.network.deadlines import deadline, has_passed
from lms.network.models import City


@dataclass(frozen=True)
class NominationCard:
    """A nomination as its city sees it, and what the city may do with it now."""

    code: str
    name: str
    email: str
    post: str
    status: dict[str, str]
    next: str
    reason: str
    may_amend: bool
    may_withdraw: bool
    may_replace: bool


@dataclass(frozen=True)
class InvitationCard:
    """An invitation on the board of the city."""

    code: str
    city: str
    programme: str
    edition: str
    status: dict[str, str]
    next: str
    facts: list[dict[str, str]]


def interface_language() -> str:
    return get_language() or "en"


def until(*, day: date, city: City) -> SafeString:
    """The deadline of a day in the city's own time, for people and for machines."""
    at = deadline(day=day, city=city)
    words = _("%(day)s, %(time)s (%(city)s time)") % {
        "day": date_format(at), "time": date_format(at, "H:i"), "city": city.name_in(interface_language()),
    }  # fmt: skip
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), words)


def nomination_card(nomination: Nomination, invitation: Invitation, at: datetime) -> NominationCard:
    state = nomination.state
    in_time = invitation.state == Invitation.State.ACCEPTED and not has_passed(
        day=invitation.edition.nominate_by, city=invitation.city, at=at
    )
    return NominationCard(
        code=nomination.code, name=nomination.display_name, email=nomination.email,
        post=_in_one_line(nomination.title, nomination.department), status=badge(nomination),
        next=str(NEXT_FOR_NOMINATION.get(state, "")), reason=nomination.reason,
        may_amend=state == Nomination.State.RETURNED or (state == Nomination.State.DRAFT and in_time),
        may_withdraw=may_become(nomination, Nomination.State.WITHDRAWN),
        may_replace=may_become(nomination, Nomination.State.REPLACED),
    )  # fmt: skip


def invitation_card(invitation: Invitation) -> InvitationCard:
    language = interface_language()
    return InvitationCard(
        code=invitation.code, city=invitation.city.name_in(language), edition=invitation.edition.code,
        programme=invitation.edition.programme.title_in(language), status=badge(invitation),
        next=str(NEXT_FOR_INVITATION[invitation.state]), facts=_facts_for_board(invitation),
    )  # fmt: skip


def facts_of(invitation: Invitation) -> list[tuple[str, str]]:
    """The particulars, as the letter has them."""
    edition, city = invitation.edition, invitation.city
    return [
        (_("Reference"), invitation.reference),
        (_("Dates"), _in_one_line(date_format(edition.starts_on), date_format(edition.ends_on), " – ")),
        (_("Seats offered"), str(invitation.seats)),
        (_("Answer by"), until(day=invitation.reply_by, city=city)),
        (_("Nominate by"), until(day=edition.nominate_by, city=city)),
    ]


def _facts_for_board(invitation: Invitation) -> list[dict[str, str]]:
    seated = sum(row.state in Nomination.SEATED for row in invitation.nominations.all())
    seats = ngettext("%(taken)s of %(seats)s seat taken", "%(taken)s of %(seats)s seats taken", invitation.seats)
    facts = [{"text": seats % {"taken": seated, "seats": invitation.seats}}]
    if invitation.state == Invitation.State.SENT:
        facts.insert(0, {"text": until(day=invitation.reply_by, city=invitation.city)})
    if invitation.state == Invitation.State.ACCEPTED:
        facts.insert(0, {"text": until(day=invitation.edition.nominate_by, city=invitation.city)})
    return facts


def _in_one_line(first: str, second: str, between: str = ", ") -> str:
    return between.join(part for part in (first, second) if part)
