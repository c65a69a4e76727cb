"""Outgoing mail."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message to one address, in the words in which it was written. `key` makes writing it twice harmless."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(_("text"))
    confidential = models.BooleanField(_("forget the text when sent"), default=False)
    written_at = models.DateTimeField(_("written at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        ordering: ClassVar = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
