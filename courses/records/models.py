"""Learning records."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.outline.models import Course


class LearningRecord(models.Model):
    """One statement, once per id; never changed. What progress is folded from.

    `activity_key` is the key of the lesson or activity in the pinned outline. `score` is scaled 0 to 1;
    `self_reported` marks a result that a package in the browser claimed.
    """

    class Verb(models.TextChoices):
        OPENED = "opened", _("opened")
        READ = "read", _("read")
        ANSWERED = "answered", _("answered")
        COMPLETED = "completed", _("completed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="records", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    verb = models.CharField(_("verb"), max_length=12, choices=Verb)
    activity_key = models.CharField(_("activity"), max_length=64)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4, null=True, blank=True)
    success = models.BooleanField(_("success"), null=True, blank=True)
    self_reported = models.BooleanField(_("self-reported"), default=False)
    result = models.JSONField(_("result"), default=dict, blank=True)
    happened_at = models.DateTimeField(_("happened at"))
    stored_at = models.DateTimeField(_("stored at"))

    class Meta:
        verbose_name = _("learning record")
        verbose_name_plural = _("learning records")
        ordering: ClassVar = ["stored_at", "pk"]
        default_permissions = ("view",)
        indexes: ClassVar = [models.Index(fields=["enrolment", "course", "stored_at"], name="records_of_enrolment")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__range=(0, 1)), name="record_score_scaled"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.verb} {self.activity_key}"
