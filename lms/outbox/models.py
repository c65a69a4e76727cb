"""The log of domain events."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """A fact, kept. The work it causes is one job for each subscribed task (lms.jobs)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100)
    payload = models.JSONField(_("payload"))
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering: ClassVar = ["-happened_at"]

    def __str__(self) -> str:
        return self.name
