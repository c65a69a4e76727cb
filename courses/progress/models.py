"""Progress (derived, may be rebuilt at any time) and completion (a decision, immutable)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.outline.models import Course, OutlineRevision
from courses.programmes.models import Edition
from lms.network.models import City


class UnfoldedEnrolment(models.Model):
    """An enrolment with records that its progress does not show yet.

    A trigger on the records writes the row in the statement that stores a record (migration 0002). `version` grows
    with every record; `since` is the earliest time at which one of them was stored.
    """

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, primary_key=True, verbose_name=_("enrolment"))
    version = models.PositiveBigIntegerField(_("version"), default=1)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("enrolment to fold")
        verbose_name_plural = _("enrolments to fold")

    def __str__(self) -> str:
        return str(self.enrolment_id)


class LearnerProgress(models.Model):
    """What one enrolment has reached in one course. A pure function of the pinned revision and the records.

    `fraction` is 0 to 1, and 1 exactly when every requirement holds. `state` is the evidence that the fold keeps
    (courses.progress.folding.Evidence). `opened` and `done` list keys of lessons: opened or worked in, and those whose
    requirement holds. `version` grows with every change of what a learner can see.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    revision = models.ForeignKey(OutlineRevision, models.PROTECT, related_name="+", verbose_name=_("revision"))
    state = models.JSONField(_("state"), default=dict)
    opened = models.JSONField(_("lessons opened"), default=list)
    done = models.JSONField(_("lessons done"), default=list)
    fraction = models.DecimalField(_("progress"), max_digits=5, decimal_places=4, default=0)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4, null=True, blank=True)
    last_lesson = models.CharField(_("last lesson"), max_length=64, blank=True)
    last_active_at = models.DateTimeField(_("last active at"), null=True, blank=True)
    version = models.PositiveBigIntegerField(_("version"), default=0)
    folded_at = models.DateTimeField(_("folded at"), null=True, blank=True)

    class Meta:
        verbose_name = _("learner's progress")
        verbose_name_plural = _("learners' progress")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "course"], name="progress_once_a_course"),
            models.CheckConstraint(condition=Q(fraction__range=(0, 1)), name="progress_is_a_fraction"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.course_id} {self.fraction}"


class CityProgress(models.Model):
    """How a city's officials stand in an edition. `fraction` is the mean over its active and ended enrolments."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="city_progress", verbose_name=_("edition"))
    city = models.ForeignKey(City, models.CASCADE, related_name="progress", verbose_name=_("city"))
    enrolled = models.PositiveIntegerField(_("enrolled"), default=0)
    started = models.PositiveIntegerField(_("started"), default=0)
    completed = models.PositiveIntegerField(_("completed"), default=0)
    fraction = models.DecimalField(_("progress"), max_digits=5, decimal_places=4, default=0)
    folded_at = models.DateTimeField(_("folded at"))

    class Meta:
        verbose_name = _("city's progress")
        verbose_name_plural = _("cities' progress")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "city"], name="city_progress_once"),
            models.CheckConstraint(condition=Q(fraction__range=(0, 1)), name="city_progress_is_a_fraction"),
        ]

    def __str__(self) -> str:
        return f"{self.city_id} {self.edition_id}"


class Completion(models.Model):
    """The decision that an official completed (or took part in) an edition, with the policy and evidence of its day."""

    class Outcome(models.TextChoices):
        COMPLETED = "completed", _("completed")
        PARTICIPATED = "participated", _("participated")

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="completion", verbose_name=_("enrolment"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4, null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"))
    policy = models.JSONField(_("policy"))
    evidence = models.JSONField(_("evidence"))
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        ordering: ClassVar = ["-decided_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.outcome}"
