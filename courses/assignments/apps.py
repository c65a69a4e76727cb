from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.outbox.subscriptions import subscribe

TASKS = {
    "courses.assignment-submitted.v1": ("assignments.mail_receipt", "assignments.pair"),
    "courses.assignment-returned.v1": ("assignments.mail_return", "assignments.pair"),
    "courses.assignment-marked.v1": ("assignments.mail_mark",),
    "courses.enrolment-state-changed.v1": ("assignments.follow_enrolment",),
}


class AssignmentsConfig(AppConfig):
    name = "courses.assignments"
    verbose_name = _("Assignments")

    def ready(self) -> None:
        for event, tasks in TASKS.items():
            for task in tasks:
                subscribe(event, task=task)
