"""Attempts at quizzes."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.programmes.models import new_code


class QuizAttempt(models.Model):
    """One attempt: which questions were drawn and in what order, what was answered, how it was marked.

    `drawn` is a list of {"question": key, "choices": [keys in the order shown], "version": of the bank's question, 0
    where it is from none}; `answers` maps question keys to what was given; `marks` maps question keys to a scaled mark
    0 to 1, `comments` to what the person who marked an essay said. `checked` are the questions whose answers were
    looked at during the attempt and stay as they are. Submitted and without a score, it waits for a person's marks.
    Time is up at `due_at`; what arrives until `closes_at` counts.
    """

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="quiz_attempts", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    activity_key = models.CharField(_("quiz"), max_length=64)
    number = models.PositiveSmallIntegerField(_("attempt"))
    drawn = models.JSONField(_("questions drawn"))
    answers = models.JSONField(_("answers"), default=dict)
    marks = models.JSONField(_("marks"), default=dict)
    checked = models.JSONField(_("questions checked"), default=list)
    comments = models.JSONField(_("comments"), default=dict)
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"))
    due_at = models.DateTimeField(_("time is up at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    marked_at = models.DateTimeField(_("marked at"), null=True, blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("marked by")
    )

    class Meta:
        verbose_name = _("quiz attempt")
        verbose_name_plural = _("quiz attempts")
        ordering: ClassVar = ["enrolment", "activity_key", "number"]
        permissions: ClassVar = [("mark_quizattempt", _("Can mark essays"))]
        indexes: ClassVar = [
            models.Index(fields=["submitted_at"], condition=Q(score__isnull=True), name="quiz_attempts_without_score"),
            models.Index(fields=["closes_at"], condition=Q(submitted_at__isnull=True), name="quiz_attempts_to_close"),
        ]
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
                condition=Q(due_at__isnull=True, closes_at__isnull=True) | Q(closes_at__gte=models.F("due_at")),
                name="quiz_attempt_closes_after_it_is_due",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 1)), name="quiz_attempt_score_scaled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.activity_key} {self.number}"

    @property
    def waits_for_marks(self) -> bool:
        return self.submitted_at is not None and self.score is None

    def with_checked(self, answers: dict[str, Any]) -> dict[str, Any]:
        """The new answers, but for those that were checked already."""
        checked = {key: self.answers[key] for key in self.checked if key in self.answers}
        return {key: answer for key, answer in answers.items() if key not in self.checked} | checked
