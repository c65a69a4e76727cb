"""What follows from a seat, and from the calendar."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext

from courses.enrolment.actions import enrol, extend_with_edition, start_enrolment, withdraw_enrolment
from courses.enrolment.models import Enrolment
from courses.enrolment.queries import enrolments_to_start, shorter_than_their_edition
from courses.programmes.models import Nomination


@shared_task(name="enrolment.enrol_confirmed")
def enrol_confirmed(*, nomination_id: int) -> None:
    """Enrol the official whose seat was confirmed; told twice, once."""
    nomination = Nomination.objects.select_related("person", "invitation__edition", "invitation__city").get(
        pk=nomination_id
    )
    if nomination.state != Nomination.State.CONFIRMED or nomination.person is None:
        return
    if Enrolment.objects.filter(nomination=nomination).exists():
        return
    invitation = nomination.invitation
    enrol(
        person=nomination.person, edition=invitation.edition, city=invitation.city, nomination=nomination,
        by=None, at=timezone.now(),
    )  # fmt: skip


@shared_task(name="enrolment.withdraw_given_up")
def withdraw_given_up(*, nomination_id: int) -> None:
    """The seat was given up or passed on after its official had been enrolled."""
    enrolment = Enrolment.objects.filter(nomination_id=nomination_id, state__in=Enrolment.UNDER_WAY).first()
    if enrolment is not None:
        withdraw_enrolment(enrolment=enrolment, reason=gettext("The seat was given up."), by=None, at=timezone.now())


@shared_task(name="enrolment.extend_with_edition")
def extend_all_with_edition(*, edition_id: int) -> None:
    """The edition ends later than it did: so does the time of everybody who is learning in it."""
    at = timezone.now()
    for enrolment in shorter_than_their_edition(edition_id=edition_id):
        extend_with_edition(enrolment=enrolment, at=at)


@shared_task(name="enrolment.start_due")
def start_due() -> None:
    """Start what has begun by now in its city."""
    at = timezone.now()
    for enrolment in enrolments_to_start(at=at):
        start_enrolment(enrolment=enrolment, by=None, at=at)
