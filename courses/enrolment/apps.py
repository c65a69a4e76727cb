from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.outbox.subscriptions import subscribe


class EnrolmentConfig(AppConfig):
    name = "courses.enrolment"
    verbose_name = _("Enrolment")

    def ready(self) -> None:
        subscribe("courses.edition-extended.v1", task="enrolment.extend_with_edition")
        subscribe("courses.seat-confirmed.v1", task="enrolment.enrol_confirmed")
        subscribe("courses.seat-given-up.v1", task="enrolment.withdraw_given_up")
