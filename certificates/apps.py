from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lms.outbox.subscriptions import subscribe

MAILS = {
    "certificates.certificate-issued.v1": "certificates.tell_holder",
    "certificates.batch-issued.v1": "certificates.tell_cities",
    "certificates.certificate-revoked.v1": "certificates.tell_revocation",
}


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        for event, task in MAILS.items():
            subscribe(event, task=task)
        subscribe("courses.invitation-sent.v1", task="certificates.freeze_letter")
