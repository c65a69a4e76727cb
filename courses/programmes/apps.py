from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.outbox.subscriptions import subscribe

MAILS = {
    "courses.invitation-sent.v1": "programmes.mail_invitation",
    "courses.invitation-reply-due.v1": "programmes.mail_reminder",
    "courses.invitation-answered.v1": "programmes.mail_outcome",
    "courses.nomination-submitted.v1": "programmes.mail_receipt",
    "courses.nomination-decided.v1": "programmes.mail_decision",
    "courses.seat-confirmed.v1": "programmes.mail_confirmation",
    "courses.seat-given-up.v1": "programmes.mail_free_seat",
}


class ProgrammesConfig(AppConfig):
    name = "courses.programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        for event, task in MAILS.items():
            subscribe(event, task=task)
