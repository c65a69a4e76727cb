"""Attempts at quizzes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.programmes.models import new_code


class QuizAttempt(models.Model):
    """One attempt: which questions were drawn and in what order, what was answered, how it was marked.

    `drawn` is a list of {"question": key, "choices": [keys in the order shown]}; `answers` maps question keys to
    what was given; `marks` maps question keys to a scaled mark 0 to 1.
    """

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="quiz_attempts", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    activity_key = models.CharField(_("quiz"), max_length=64)
    number = models.PositiveSmallIntegerField(_("attempt"))
    drawn = models.JSONField(_("questions drawn"))
    answers = models.JSONField(_("answers"), default=dict)
    marks = models.JSONField(_("marks"), default=dict)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("quiz attempt")
        verbose_name_plural = _("quiz attempts")
        ordering: ClassVar = ["enrolment", "activity_key", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "course", "activity_key", "number"], name="quiz_attempt_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "course", "activity_key"],
                condition=Q(submitted_at__isnull=True),
                name="one_open_attempt_a_quiz",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 1)), name="quiz_attempt_score_scaled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity_key} {self.number}"
