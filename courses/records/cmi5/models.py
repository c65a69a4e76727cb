"""Sessions of cmi5 units and their statements. Known to Django through courses.records.models."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UnitSession(models.Model):
    """One launch of one unit. `fetch_digest` is the SHA-256 of the secret with which the unit asks for its token, once;
    `token_digest` that of the token with which it then speaks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(
        "records.Attempt", models.PROTECT, related_name="unit_sessions", verbose_name=_("attempt")
    )
    unit = models.PositiveSmallIntegerField(_("number of the unit"))
    review = models.BooleanField(_("to look at only"), default=False)
    fetch_digest = models.CharField(_("digest of the fetch secret"), max_length=64, unique=True)
    token_digest = models.CharField(_("digest of the token"), max_length=64, blank=True)
    launched_at = models.DateTimeField(_("launched at"))
    initialized_at = models.DateTimeField(_("initialised at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    abandoned = models.BooleanField(_("abandoned"), default=False)

    class Meta:
        verbose_name = _("session of a cmi5 unit")
        verbose_name_plural = _("sessions of cmi5 units")
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["attempt", "unit"], condition=Q(ended_at__isnull=True), name="one_open_session_a_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.unit}"


class UnitStatement(models.Model):
    """A statement, as it was sent or as this platform says it; never changed. `verb` is the last part of its verb's id
    where the statement is one that cmi5 defines, else empty. Blocks and the course have no session."""

    id = models.UUIDField(primary_key=True, editable=False)
    attempt = models.ForeignKey(
        "records.Attempt", models.PROTECT, related_name="unit_statements", verbose_name=_("attempt")
    )
    session = models.ForeignKey(
        UnitSession, models.PROTECT, null=True, related_name="statements", verbose_name=_("session")
    )
    unit = models.PositiveSmallIntegerField(_("number of the unit"), null=True)
    verb = models.CharField(_("verb"), max_length=20, blank=True)
    object_id = models.CharField(_("about"), max_length=500)
    statement = models.JSONField(_("statement"))
    stored_at = models.DateTimeField(_("stored at"))

    class Meta:
        verbose_name = _("statement of a cmi5 unit")
        verbose_name_plural = _("statements of cmi5 units")
        ordering: ClassVar = ["stored_at", "pk"]
        default_permissions: ClassVar = ()
        indexes: ClassVar = [models.Index(fields=["attempt", "unit", "verb"], name="unit_statements_of_attempt")]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.verb} {self.object_id}"
