"""Enrolments and the revisions they are pinned to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.outline.models import Course, OutlineRevision
from courses.programmes.models import Edition, Nomination, new_code
from lms.network.models import City


class Enrolment(models.Model):
    """A person in an edition, for a city."""

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        ACTIVE = "active", _("active")
        COMPLETED = "completed", _("completed")
        PARTICIPATED = "participated", _("participated")
        INCOMPLETE = "incomplete", _("incomplete")
        PAUSED = "paused", _("paused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    UNDER_WAY: ClassVar = (State.PENDING, State.ACTIVE, State.PAUSED)

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments", verbose_name=_("person")
    )
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments", verbose_name=_("edition"))
    city = models.ForeignKey(City, models.PROTECT, related_name="enrolments", verbose_name=_("city"))
    nomination = models.OneToOneField(
        Nomination, models.PROTECT, null=True, blank=True, related_name="enrolment", verbose_name=_("nomination")
    )
    title = models.CharField(_("title at enrolment"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PENDING)
    reason = models.TextField(_("reason"), blank=True)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    ends_on = models.DateField(_("deadline"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    revisions = models.ManyToManyField(
        OutlineRevision, through="EnrolledCourse", related_name="enrolments", verbose_name=_("outline revisions")
    )

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering: ClassVar = ["-enrolled_at", "pk"]
        constraints: ClassVar = [
            # Who withdrew may be nominated again, and learns from the start.
            models.UniqueConstraint(
                fields=["person", "edition"], condition=~Q(state="withdrawn"), name="person_enrolled_once_an_edition"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["completed", "participated"]) | Q(ended_at__isnull=False),
                name="ended_enrolment_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.edition}"


class EnrolledCourse(models.Model):
    """The pin: which revision of which course counts for this enrolment."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="courses", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    revision = models.ForeignKey(
        OutlineRevision, models.PROTECT, related_name="enrolled_courses", verbose_name=_("outline revision")
    )
    position = models.PositiveSmallIntegerField(pgettext_lazy("place in a list", "position"), default=0)

    class Meta:
        verbose_name = _("enrolled course")
        verbose_name_plural = _("enrolled courses")
        ordering: ClassVar = ["enrolment", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "course"], name="course_once_an_enrolment")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.course}"
