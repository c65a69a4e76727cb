"""Who may learn now: asked before anything a learner does is recorded."""

from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.enrolment.times import is_over
from lms.accounts.models import User
from lms.refusals import Refusal


class NotTheLearner(Refusal):
    message: ClassVar[str | Promise] = _("Only the person who is enrolled may do this.")


class NotActive(Refusal):
    message: ClassVar[str | Promise] = _("Your enrolment is not active; its state is “%(state)s”.")


class DeadlinePassed(Refusal):
    message: ClassVar[str | Promise] = _(
        "The deadline has passed (%(day)s, 23:59 in %(city)s). Ask the secretariat for an extension."
    )


def check_may_learn(*, enrolment: Enrolment, by: User, at: datetime) -> None:
    """Refuse unless `by` is the learner, the enrolment is active and its deadline has not passed in its city."""
    if enrolment.person_id != by.pk:
        raise NotTheLearner
    if enrolment.state != Enrolment.State.ACTIVE:
        raise NotActive(state=enrolment.get_state_display())
    check_in_time(enrolment=enrolment, at=at)


def check_in_time(*, enrolment: Enrolment, at: datetime) -> None:
    if is_over(enrolment, at=at):
        raise DeadlinePassed(day=enrolment.ends_on, city=enrolment.city)
