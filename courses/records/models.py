"""Attempts at interactive content, and learning records."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.packages.models import ContentRevision
from courses.programmes.models import new_code
from courses.records.cmi5.models import UnitSession, UnitStatement

__all__ = ["Attempt", "AttemptState", "LearningRecord", "UnitSession", "UnitStatement"]


class Attempt(models.Model):
    """A learner's way through one activity, opened by the server for this revision of its content.

    What a package claims is heard only through the attempt: it says whose, of which course and of what the claim is.
    """

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    activity_key = models.CharField(_("activity"), max_length=64)
    revision = models.ForeignKey(ContentRevision, models.PROTECT, related_name="+", verbose_name=_("revision"))
    number = models.PositiveSmallIntegerField(_("attempt"))
    opened_at = models.DateTimeField(_("opened at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering: ClassVar = ["enrolment", "activity_key", "number"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "course", "activity_key", "number"], name="attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "course", "activity_key"],
                condition=Q(ended_at__isnull=True),
                name="one_open_attempt_an_activity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity_key} {self.number}"


class AttemptState(models.Model):
    """What a package keeps between two sittings: its own words, which nothing here reads.

    H5P: `key` is "sub content id/data type"; SCORM: "cmi"; cmi5: the id of the state document.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="states", verbose_name=_("attempt"))
    key = models.CharField(_("key"), max_length=255)
    data = models.TextField(_("data"))
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        default_permissions: ClassVar = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["attempt", "key"], name="attempt_state_once")]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.key}"


class LearningRecord(models.Model):
    """One statement, once per id; never changed. What progress is folded from.

    `activity_key` is the key of the lesson or activity in the pinned outline. `score` is scaled 0 to 1;
    `self_reported` marks a result that a package in the browser claimed.
    """

    class Verb(models.TextChoices):
        OPENED = "opened", _("opened")
        READ = "read", _("read")
        ATTEMPTED = "attempted", _("attempted")
        ANSWERED = "answered", _("answered")
        COMPLETED = "completed", _("completed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="records", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    verb = models.CharField(_("verb"), max_length=12, choices=Verb)
    activity_key = models.CharField(_("activity"), max_length=64)
    attempt = models.ForeignKey(
        Attempt, models.PROTECT, null=True, blank=True, related_name="records", verbose_name=_("attempt")
    )
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
