"""The store of H5P libraries: shared by all contents, a row for each name and version that somebody asks for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.packages.models.blobs import HeldFile


class Library(models.Model):
    """A library by the name under which others ask for it; minor versions live side by side.

    `current` is the release that players load. Without one the library is missing, or waits in quarantine.
    """

    machine_name = models.CharField(_("machine name"), max_length=255)
    major = models.PositiveIntegerField(_("major version"))
    minor = models.PositiveIntegerField(_("minor version"))
    current = models.OneToOneField(
        "LibraryRelease", models.PROTECT, null=True, related_name="current_of", verbose_name=_("current release")
    )

    class Meta:
        verbose_name = _("H5P library")
        verbose_name_plural = _("H5P libraries")
        ordering: ClassVar = ["machine_name", "major", "minor"]
        default_permissions: ClassVar = ("view",)
        permissions: ClassVar = [("manage_libraries", _("Can approve, upgrade and remove H5P libraries"))]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["machine_name", "major", "minor"], name="library_name_once")
        ]

    def __str__(self) -> str:
        """As content.json and the player's script write it."""
        return f"{self.machine_name} {self.major}.{self.minor}"


class LibraryRelease(models.Model):
    """One patch of a library as it was brought: never changed, known by the hash of its files.

    `digest` is the SHA-256 of its sorted lines "path sha256". `manifest` is library.json as it was checked; `semantics`
    is semantics.json, or null where there is none; `scripts` and `styles` are paths in load order.
    """

    class State(models.TextChoices):
        QUARANTINED = "quarantined", _("in quarantine")
        APPROVED = "approved", _("approved")
        SUPERSEDED = "superseded", _("superseded")

    library = models.ForeignKey(Library, models.PROTECT, related_name="releases", verbose_name=_("library"))
    patch = models.PositiveIntegerField(_("patch version"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUARANTINED)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    title = models.CharField(_("title"), max_length=255)
    runnable = models.BooleanField(_("can be played by itself"))
    manifest = models.JSONField(_("manifest"), default=dict)
    semantics = models.JSONField(_("semantics"), null=True)
    scripts = models.JSONField(_("scripts"), default=list)
    styles = models.JSONField(_("styles"), default=list)
    languages = models.JSONField(_("languages"), default=list)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("brought by")
    )
    brought_at = models.DateTimeField(_("brought at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)

    class Meta:
        verbose_name = _("release of an H5P library")
        verbose_name_plural = _("releases of H5P libraries")
        ordering: ClassVar = ["library", "-patch", "-pk"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["library"], condition=Q(state="approved"), name="one_approved_release_a_library"
            )
        ]

    def __str__(self) -> str:
        return f"{self.library}.{self.patch}"


class LibraryFile(HeldFile):
    release = models.ForeignKey(LibraryRelease, models.CASCADE, related_name="files", verbose_name=_("release"))

    class Meta(HeldFile.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "path"], name="library_path_once")]


class LibraryDependency(models.Model):
    """A release needs a library: to be shown (preloaded, in this order), to be asked for later, or to be edited."""

    class Kind(models.TextChoices):
        PRELOADED = "preloaded", _("loaded before")
        DYNAMIC = "dynamic", _("loaded on demand")
        EDITOR = "editor", _("for the editor")

    release = models.ForeignKey(LibraryRelease, models.CASCADE, related_name="dependencies", verbose_name=_("release"))
    needs = models.ForeignKey(Library, models.PROTECT, related_name="needed_by", verbose_name=_("needs"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        ordering: ClassVar = ["release", "kind", "place"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "kind", "needs"], name="library_dependency_once")
        ]

    def __str__(self) -> str:
        return f"{self.release} → {self.needs}"
