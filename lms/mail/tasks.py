"""Sending."""

from celery import shared_task
from django.utils import timezone

from lms.mail.actions import send_mail_once


@shared_task(name="mail.send")
def send(*, mail_id: int) -> None:
    send_mail_once(mail_id=mail_id, at=timezone.now())
