"""Contents that lessons show, each with the revisions it has had."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.packages.models.blobs import HeldFile
from courses.packages.models.libraries import Library


class Content(models.Model):
    """Interactive content by the id that lessons hold. What it is now is its `current` revision."""

    class Kind(models.TextChoices):
        H5P = "h5p", "H5P"
        SCORM_12 = "scorm_12", "SCORM 1.2"
        SCORM_2004 = "scorm_2004", "SCORM 2004"
        CMI5 = "cmi5", "cmi5"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=255)
    current = models.OneToOneField(
        "ContentRevision", models.PROTECT, null=True, related_name="current_of", verbose_name=_("current revision")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("interactive content")
        verbose_name_plural = _("interactive contents")
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def shown(self) -> "ContentRevision":
        """Its current revision, without which no action leaves a content."""
        if self.current is None:
            raise ContentRevision.DoesNotExist(self.pk)
        return self.current


class ContentRevision(models.Model):
    """A content as it was at one time: never changed, so that an attempt can be marked by what was shown.

    H5P: `main` is the library that shows it; `parameters` are content.json as given, `translations` lead from a
    language to its parameters, `filtered` is what players get: a language ("" for the original) to parameters cleaned
    by the libraries' semantics, null once a library's release has changed. SCORM and cmi5: `structure` is what the
    manifest says (courses.packages.scorm, courses.packages.cmi5). `metadata` has licence, authors and source.
    """

    class Origin(models.TextChoices):
        IMPORTED = "imported", _("imported")
        AUTHORED = "authored", _("written here")
        DUPLICATED = "duplicated", _("duplicated")

    content = models.ForeignKey(Content, models.CASCADE, related_name="revisions", verbose_name=_("content"))
    number = models.PositiveIntegerField(_("number"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    language = models.CharField(_("language"), max_length=12, default="und")
    main = models.ForeignKey(Library, models.PROTECT, null=True, related_name="+", verbose_name=_("main library"))
    parameters = models.JSONField(_("parameters"), null=True)
    translations = models.JSONField(_("translations"), default=dict)
    filtered = models.JSONField(_("filtered parameters"), null=True)
    structure = models.JSONField(_("structure"), null=True)
    metadata = models.JSONField(_("metadata"), default=dict)
    sha256 = models.CharField(_("SHA-256 of the package"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("revision of interactive content")
        verbose_name_plural = _("revisions of interactive content")
        ordering: ClassVar = ["content", "-number"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content", "number"], name="content_revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.content} ({self.number})"


class ContentFile(HeldFile):
    """A file of the content; for H5P below content/, without that prefix."""

    revision = models.ForeignKey(ContentRevision, models.CASCADE, related_name="files", verbose_name=_("revision"))

    class Meta(HeldFile.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "path"], name="content_path_once")]


class RevisionLibrary(models.Model):
    """A library that the revision needs to be shown, itself or through others; made anew when a release changes.

    `place` is the order in which a page loads them, dependencies first; `named` tells those that the parameters name.
    """

    revision = models.ForeignKey(ContentRevision, models.CASCADE, related_name="libraries", verbose_name=_("revision"))
    library = models.ForeignKey(Library, models.PROTECT, related_name="used_by", verbose_name=_("library"))
    place = models.PositiveSmallIntegerField(_("place"))
    named = models.BooleanField(_("named by the content"))

    class Meta:
        ordering: ClassVar = ["revision", "place"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision", "library"], name="revision_library_once")]

    def __str__(self) -> str:
        return f"{self.revision}: {self.library}"
