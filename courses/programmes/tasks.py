"""Mails that follow from events, and what the calendar does."""

from celery import shared_task
from django.utils import timezone

from courses.programmes.actions import deadlines, notices
from courses.programmes.models import Invitation, Nomination


@shared_task(name="programmes.expire_invitations")
def expire_invitations() -> None:
    """Remind before the reply date, expire after it, close after the nomination deadline."""
    at = timezone.now()
    deadlines.remind_cities(at=at)
    deadlines.expire_invitations(at=at)


@shared_task(name="programmes.mail_invitation")
def mail_invitation(*, invitation_id: int) -> None:
    notices.invite_city(invitation=_invitation(invitation_id), at=timezone.now())


@shared_task(name="programmes.mail_reminder")
def mail_reminder(*, invitation_id: int) -> None:
    notices.remind_city(invitation=_invitation(invitation_id), at=timezone.now())


@shared_task(name="programmes.mail_outcome")
def mail_outcome(*, invitation_id: int, state: str) -> None:
    notices.tell_outcome(invitation=_invitation(invitation_id), state=state, at=timezone.now())


@shared_task(name="programmes.mail_receipt")
def mail_receipt(*, nomination_id: int) -> None:
    notices.acknowledge_nomination(nomination=_nomination(nomination_id), at=timezone.now())


@shared_task(name="programmes.mail_decision")
def mail_decision(*, nomination_id: int, state: str) -> None:
    notices.tell_decision(nomination=_nomination(nomination_id), state=state, at=timezone.now())


@shared_task(name="programmes.mail_confirmation")
def mail_confirmation(*, nomination_id: int) -> None:
    notices.tell_confirmation(nomination=_nomination(nomination_id), at=timezone.now())


@shared_task(name="programmes.mail_free_seat")
def mail_free_seat(*, nomination_id: int) -> None:
    notices.tell_free_seat(nomination=_nomination(nomination_id), at=timezone.now())


def _invitation(pk: int) -> Invitation:
    return Invitation.objects.select_related("edition__programme", "city").get(pk=pk)


def _nomination(pk: int) -> Nomination:
    return Nomination.objects.select_related("invitation__edition__programme", "invitation__city").get(pk=pk)
