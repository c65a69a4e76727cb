from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.outbox.subscriptions import subscribe


class ProgressConfig(AppConfig):
    name = "courses.progress"
    verbose_name = _("Progress")

    def ready(self) -> None:
        subscribe("courses.official-enrolled.v1", task="progress.follow_enrolment")
        subscribe("courses.enrolment-state-changed.v1", task="progress.follow_enrolment")
