"""What learners hand in, the files on their way to it, marks, and reviews by peers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.enrolment.models import Enrolment
from courses.outline.models import Course
from courses.programmes.models import new_code

LONGEST_TEXT = 50_000
LONGEST_COMMENT = 8_000


class Submission(models.Model):
    """One handing in of an assignment. A draft is its author's own; what was submitted does not change any more.

    `marker` has taken it for marking at `taken_at`. What was returned goes on as the submission of the next number.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("waiting for marking")
        RETURNED = "returned", _("returned for revision")
        MARKED = "marked", _("marked")

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="submissions", verbose_name=_("enrolment"))
    course = models.ForeignKey(Course, models.PROTECT, related_name="+", verbose_name=_("course"))
    activity_key = models.CharField(_("assignment"), max_length=64)
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    begun_at = models.DateTimeField(_("begun at"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    late = models.BooleanField(_("late"), default=False)
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("marker")
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=LONGEST_COMMENT, blank=True)
    returned_at = models.DateTimeField(_("returned at"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering: ClassVar = ["enrolment", "activity_key", "number"]
        default_permissions: ClassVar = ()
        permissions: ClassVar = [("mark_submission", "Can mark submissions")]
        indexes: ClassVar = [models.Index(fields=["state", "course", "submitted_at"], name="submissions_in_queue")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment", "course", "activity_key", "number"], name="submission_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "course", "activity_key"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_open_submission_an_assignment",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True)
                | (~Q(state="draft") & Q(submitted_at__isnull=False)),
                name="submission_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(marker__isnull=True, taken_at__isnull=True)
                | Q(marker__isnull=False, taken_at__isnull=False),
                name="taken_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | (Q(returned_at__isnull=False) & ~Q(reason="")),
                name="returned_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        """Without its author, who may be hidden from whoever reads this."""
        return _("Submission %(number)s") % {"number": self.pk}


class SubmissionFile(models.Model):
    """A file that has arrived as a whole, at `path` in private storage. Two submissions may share a path."""

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="files", verbose_name=_("submission"))
    path = models.CharField(_("path"), max_length=100)
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")
        ordering: ClassVar = ["submission", "pk"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "path"], name="file_once_a_submission"),
            models.CheckConstraint(condition=Q(size__gt=0), name="submission_file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file on its way: `offset` of `total` bytes have arrived, as chunks [offset, size, SHA-256] in private storage.

    Once it has become `file` it is kept for a while, so that who lost the last answer is told so.
    """

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="uploads", verbose_name=_("submission"))
    name = models.CharField(_("name"), max_length=150)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    total = models.PositiveBigIntegerField(_("size"))
    offset = models.PositiveBigIntegerField(_("arrived"), default=0)
    chunks = models.JSONField(_("parts"), default=list)
    touched_at = models.DateTimeField(_("touched at"))
    file = models.OneToOneField(
        SubmissionFile, models.CASCADE, null=True, blank=True, related_name="upload", verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering: ClassVar = ["submission", "pk"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(offset__lte=F("total")), name="upload_within_its_size"),
            models.CheckConstraint(condition=Q(total__gt=0), name="upload_is_not_empty"),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(offset=F("total")), name="finished_upload_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.offset}/{self.total}"


class Mark(models.Model):
    """What the rubric gave: `levels` maps each criterion's key to the key of the level chosen."""

    submission = models.OneToOneField(
        Submission, models.PROTECT, related_name="mark", verbose_name=_("submission")
    )  # fmt: skip
    levels = models.JSONField(_("levels"))
    comment = models.TextField(_("comment"), max_length=LONGEST_COMMENT, blank=True)
    points = models.PositiveIntegerField(_("points"))
    most = models.PositiveIntegerField(_("most points"))
    score = models.DecimalField(_("score"), max_digits=5, decimal_places=4)
    passed = models.BooleanField(_("passed"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("marked by"))
    at = models.DateTimeField(_("marked at"))

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="assignment_score_scaled"),
            models.CheckConstraint(condition=Q(points__lte=F("most"), most__gt=0), name="points_within_the_rubric"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.points}/{self.most}"


class PeerReview(models.Model):
    """Another learner's look at a submission; `points` are known once it is complete."""

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        COMPLETE = "complete", _("complete")

    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reviews", verbose_name=_("submission"))
    reviewer = models.ForeignKey(Enrolment, models.PROTECT, related_name="peer_reviews", verbose_name=_("reviewer"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PENDING)
    levels = models.JSONField(_("levels"), default=dict, blank=True)
    comment = models.TextField(_("comment"), max_length=LONGEST_COMMENT, blank=True)
    points = models.PositiveIntegerField(_("points"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("assigned at"))
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("peer review")
        verbose_name_plural = _("peer reviews")
        ordering: ClassVar = ["pk"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="peer_reviews_a_submission_once"),
            models.CheckConstraint(
                condition=Q(state="pending", points__isnull=True, completed_at__isnull=True)
                | Q(state="complete", points__isnull=False, completed_at__isnull=False),
                name="complete_review_has_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.code}"
