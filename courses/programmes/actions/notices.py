"""Who is written to about what. Each function may be called again: the key of a mail makes it the same mail.

A mail speaks of the present: if the matter has moved on since, nothing is written.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from courses.programmes.models import Edition, Invitation, Nomination
from courses.programmes.queries import officers_for
from lms.accounts.actions import invite_to_sign_up
from lms.accounts.models import User
from lms.accounts.queries import account_with
from lms.languages.network import network_name
from lms.mail.actions import write_mail
from lms.mail.models import OutgoingMail
from lms.network.deadlines import deadline
from lms.network.models import City
from lms.network.queries import focal_points_of

LEARNT_FROM_THE_PAGE = (Invitation.State.ACCEPTED, Invitation.State.CLOSED)


def language_for(*, person: User | None, city: City) -> str:
    """The language somebody chose other than the first of the interface, else the city's."""
    chosen = person.language if person else settings.LANGUAGE_CODE
    return city.language if chosen == settings.LANGUAGE_CODE else chosen


@transaction.atomic
def invite_city(*, invitation: Invitation, at: datetime) -> None:
    if invitation.state == Invitation.State.SENT and invitation.sent_at:
        key = f"invitation:{invitation.pk}:{invitation.sent_at.isoformat()}"
        letter = import_string(settings.INVITATION_LETTER_LINK)(invitation)
        _write_to_city(invitation, "invitation", key=key, at=at, letter=letter)


@transaction.atomic
def remind_city(*, invitation: Invitation, at: datetime) -> None:
    if invitation.state == Invitation.State.SENT and invitation.reminded_at:
        key = f"reminder:{invitation.pk}:{invitation.reminded_at.isoformat()}"
        _write_to_city(invitation, "reminder", key=key, at=at)


@transaction.atomic
def tell_outcome(*, invitation: Invitation, state: str, at: datetime) -> None:
    """Tell the city that its invitation expired or was withdrawn, and the secretariat that it was declined."""
    if invitation.state != state or state in LEARNT_FROM_THE_PAGE:
        return
    key = f"invitation:{invitation.pk}:{state}:{invitation.reply_by}"
    if state == Invitation.State.DECLINED:
        _write_to_officers(invitation, "declined", key=key, at=at)
    else:
        _write_to_city(invitation, state, key=key, at=at)


@transaction.atomic
def acknowledge_nomination(*, nomination: Nomination, at: datetime) -> None:
    if nomination.submitted_at:
        key = f"received:{nomination.pk}:{nomination.submitted_at.isoformat()}"
        _write_to_city(nomination.invitation, "received", key=key, at=at, nomination=nomination)


@transaction.atomic
def tell_decision(*, nomination: Nomination, state: str, at: datetime) -> None:
    """Tell the city what was decided, and who is selected that a seat waits."""
    if nomination.state != state or nomination.decided_at is None:
        return
    key = f"nomination:{nomination.pk}:{state}:{nomination.decided_at.isoformat()}"
    _write_to_city(nomination.invitation, state, key=key, at=at, nomination=nomination)
    if state == Nomination.State.SELECTED:
        _offer_seat(nomination, key=f"{key}:official", at=at)


@transaction.atomic
def send_seat_again(*, nomination: Nomination, at: datetime) -> None:
    """Write once more, at most once a day, to who is selected; with a fresh link if there is no account yet."""
    key = f"nomination:{nomination.pk}:again:{at.date()}"
    if nomination.state == Nomination.State.SELECTED and not OutgoingMail.objects.filter(key=key).exists():
        _offer_seat(nomination, key=key, at=at)


@transaction.atomic
def tell_confirmation(*, nomination: Nomination, at: datetime) -> None:
    if nomination.state != Nomination.State.CONFIRMED:
        return
    key = f"confirmed:{nomination.pk}"
    _write_to_official(nomination, "confirmed", key=f"{key}:official", at=at)
    _write_to_city(nomination.invitation, "confirmed_city", key=key, at=at, nomination=nomination)


@transaction.atomic
def tell_free_seat(*, nomination: Nomination, at: datetime) -> None:
    """Tell the secretariat that a seat is free, and the official who lost it to another's decision."""
    if nomination.state in (Nomination.State.WITHDRAWN, Nomination.State.REPLACED):
        _write_to_official(nomination, "seat_withdrawn", key=f"seat-withdrawn:{nomination.pk}", at=at)
    refilled = nomination.state == Nomination.State.REPLACED
    if nomination.invitation.edition.state == Edition.State.OPEN and not refilled:
        key = f"seat-free:{nomination.pk}"
        _write_to_officers(nomination.invitation, "seat_free", key=key, at=at, nomination=nomination)


def _offer_seat(nomination: Nomination, *, key: str, at: datetime) -> None:
    join_code = ""
    if account_with(email=nomination.email) is None:
        city = nomination.invitation.city
        join_code = invite_to_sign_up(email=nomination.email, at=at, language=city.language, time_zone=city.time_zone)
    _write_to_official(nomination, "selected_official", key=key, at=at, join_code=join_code)


def _write_to_city(invitation: Invitation, template: str, *, key: str, at: datetime, **context: Any) -> None:
    for person in focal_points_of(city=invitation.city, day=at.date()):
        language = language_for(person=person, city=invitation.city)
        _write(invitation, template, f"{key}:{person.pk}", person.email, language, person.get_short_name(), at, context)


def _write_to_officers(invitation: Invitation, template: str, *, key: str, at: datetime, **context: Any) -> None:
    for person in officers_for(city=invitation.city):
        name = person.get_short_name()
        _write(invitation, template, f"{key}:{person.pk}", person.email, person.language, name, at, context)


def _write_to_official(nomination: Nomination, template: str, *, key: str, at: datetime, **context: Any) -> None:
    person = account_with(email=nomination.email)
    name = person.get_short_name() if person else nomination.display_name
    language = language_for(person=person, city=nomination.invitation.city)
    context = {"nomination": nomination, **context}
    _write(nomination.invitation, template, key, nomination.email, language, name, at, context)


def _write(
    invitation: Invitation, template: str, key: str, to: str, language: str, name: str, at: datetime,
    context: dict[str, Any],
) -> None:  # fmt: skip
    edition, city = invitation.edition, invitation.city
    particulars = {
        "name": name, "invitation": invitation, "edition": edition, "zone": city.time_zone,
        "city": city.name_in(language), "programme": edition.programme.title_in(language),
        "reply_until": deadline(day=invitation.reply_by, city=city),
        "nominate_until": deadline(day=edition.nominate_by, city=city),
        "network_name": network_name(language),
    }  # fmt: skip
    write_mail(
        key=key, to=to, language=language, template=f"programmes/mail/{template}.txt",
        context=particulars | context, at=at, confidential=bool(context.get("join_code")),
    )  # fmt: skip
