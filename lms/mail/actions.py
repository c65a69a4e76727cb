"""Writing a mail and sending it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from lms.jobs.actions import ask_for_job
from lms.mail.models import OutgoingMail


def write_mail(
    *, key: str, to: str, language: str, template: str, context: dict[str, Any], at: datetime
) -> OutgoingMail:
    """Write a plain-text mail in `language` and have a job send it after commit.

    `template` is a text template whose first line is the subject; it is rendered now, so a later edit of what it
    speaks of changes nothing. Writing the same `key` again returns the mail already written.
    """
    with translation.override(language):
        rendered = render_to_string(template, {"site_url": settings.SITE_URL, **context})
    subject, _newline, text = rendered.strip().partition("\n")
    mail, _created = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "language": language,
            "subject": " ".join(subject.split())[:255],
            "text": text.strip() + "\n",
            "written_at": at,
        },
    )
    ask_for_job(key=f"mail:{key}", task="mail.send", arguments={"mail_id": mail.pk}, queue="mail", at=at)
    return mail


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
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=at)
