"""Writing a mail and sending it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from lms.jobs.actions import ask_for_job
from lms.mail.models import OutgoingMail


@transaction.atomic
def write_mail(
    *,
    key: str,
    to: str,
    language: str,
    template: str,
    context: dict[str, Any],
    at: datetime,
    confidential: bool = False,
) -> OutgoingMail:
    """Write a plain-text mail in `language` and have a job send it after commit.

    `template` is a text template whose first line is the subject; it is rendered now, so a later edit of what it
    speaks of changes nothing. Writing the same `key` again returns the mail already written. The text of a
    `confidential` mail, one with a code or a link that opens an account, is forgotten when it is sent.
    """
    subject, _newline, text = _rendered(template, context, language).partition("\n")
    mail, _created = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "language": language,
            "subject": " ".join(subject.split())[:255],
            "text": text.strip() + "\n",
            "written_at": at,
            "confidential": confidential,
        },
    )
    ask_for_job(key=f"mail:{key}", task="mail.send", arguments={"mail_id": mail.pk}, queue="mail", at=at)
    return mail


def _rendered(template: str, context: dict[str, Any], language: str) -> str:
    """Plain text, so nothing is escaped for HTML."""
    with translation.override(language):
        values = Context({"site_url": settings.SITE_URL, **context}, autoescape=False)
        return str(get_template(template).template.render(values)).strip()  # type: ignore[attr-defined]


def send_mail_once(*, mail_id: int, at: datetime) -> None:
    """Send unless already sent. The Message-ID is the mail's own, so a repeat after a crash is recognisable."""
    mail = OutgoingMail.objects.get(pk=mail_id)
    if mail.sent_at is not None:
        return
    headers = {
        "Message-ID": f"<mail-{mail.pk}@{settings.EMAIL_MESSAGE_ID_DOMAIN}>",
        "Content-Language": mail.language,
    }
    EmailMessage(subject=mail.subject, body=mail.text, to=[mail.to], headers=headers).send()
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=at, text="" if mail.confidential else mail.text)
