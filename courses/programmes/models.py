"""From a programme to a confirmed seat."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.outline.models import Course
from lms.network.models import City


def new_code() -> str:
    """An unguessable public code of 128 random bits, 22 characters, safe in an address."""
    return secrets.token_urlsafe(16)


class Policy(models.Model):
    """What an edition asks of officials and cities. Marks and attendance in per cent."""

    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=70, validators=[MaxValueValidator(100)])
    attendance_minimum = models.PositiveSmallIntegerField(
        _("attendance minimum"), default=80, validators=[MaxValueValidator(100)]
    )
    seats_per_city = models.PositiveSmallIntegerField(_("seats per city"), default=3, validators=[MinValueValidator(1)])
    city_certificate_from = models.PositiveSmallIntegerField(
        _("officials completed before the city receives a certificate"), default=1, validators=[MinValueValidator(1)]
    )

    class Meta:
        abstract = True


class TrainingProgramme(Policy):
    """A programme; its policy is the default of new editions."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("titles by language"), default=dict, blank=True)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        return str(self.titles.get(language) or self.title)


class Edition(Policy):
    """One run of a programme. Deadlines are days: they end at 23:59 in each city's own time zone."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("open")
        FINISHED = "finished", _("finished")
        CANCELLED = "cancelled", _("cancelled")

    programme = models.ForeignKey(
        TrainingProgramme, models.PROTECT, related_name="editions", verbose_name=_("programme")
    )
    code = models.SlugField(_("code"), max_length=20, unique=True, help_text=_("Printed in certificate numbers."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    reply_by = models.DateField(_("cities reply by"))
    nominate_by = models.DateField(_("cities nominate by"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    seats = models.PositiveIntegerField(_("seats"), validators=[MinValueValidator(1)])
    courses = models.ManyToManyField(
        Course, through="EditionCourse", related_name="editions", verbose_name=_("courses")
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering: ClassVar = ["-starts_on", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="edition_ends_after_start",
                violation_error_message=_("The edition must not end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(nominate_by__gte=F("reply_by")),
                name="edition_reply_then_nominate",
                violation_error_message=_("Cities reply first and nominate later or on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("nominate_by")),
                name="edition_nominate_before_end",
                violation_error_message=_("Nominations must close before the edition ends."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class EditionCourse(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="edition_courses", verbose_name=_("edition"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="edition_courses", verbose_name=_("course"))
    position = models.PositiveSmallIntegerField(pgettext_lazy("place in a list", "position"), default=0)

    class Meta:
        verbose_name = _("course of an edition")
        verbose_name_plural = _("courses of an edition")
        ordering: ClassVar = ["edition", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "course"], name="course_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.course}"


class Invitation(models.Model):
    """An invitation of a city. Its code, never its number, is in addresses."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CLOSED = "closed", _("closed")

    TAKES_PART: ClassVar = (State.ACCEPTED, State.CLOSED)

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="invitations", verbose_name=_("edition"))
    city = models.ForeignKey(City, models.PROTECT, related_name="invitations", verbose_name=_("city"))
    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    reference = models.CharField(_("reference"), max_length=60, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    seats = models.PositiveSmallIntegerField(_("seats offered"))
    reply_by = models.DateField(_("reply by"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar = ["-edition", "city"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "city"], name="city_invited_once")]

    def __str__(self) -> str:
        return self.reference


class Nomination(models.Model):
    """An official named by the city, from the draft to the confirmed seat."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        UNDER_REVIEW = "under_review", _("under review")
        RETURNED = "returned", _("returned")
        SELECTED = "selected", _("selected")
        WAITLISTED = "waitlisted", _("waitlisted")
        REJECTED = "rejected", _("rejected")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REPLACED = "replaced", _("replaced")

    SEATED: ClassVar = (State.SELECTED, State.CONFIRMED)
    AMENDABLE: ClassVar = (State.DRAFT, State.RETURNED)
    CLOSED: ClassVar = (State.REJECTED, State.DECLINED, State.WITHDRAWN, State.REPLACED)

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="nominations", verbose_name=_("invitation"))
    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    email = models.EmailField(_("e-mail address"))
    display_name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("title"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    motivation = models.TextField(_("why this person"), blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="nominations",
        verbose_name=_("person"),
    )  # fmt: skip
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    reason = models.TextField(_("reason"), blank=True)
    released_by = models.CharField(_("supervisor who releases from duty"), max_length=200, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering: ClassVar = ["invitation", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "invitation",
                models.functions.Lower("email"),
                condition=~Q(state__in=["rejected", "declined", "withdrawn", "replaced"]),
                name="official_nominated_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (Q(person__isnull=False) & ~Q(released_by="")),
                name="confirmed_has_person_and_release",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name
