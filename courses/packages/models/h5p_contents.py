"""Uploaded interactive content."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class H5PContent(models.Model):
    """One unpacked .h5p: its files lie in private storage below `folder`.

    `files` gives each file's size in bytes by its path. `libraries` are what a page loads, in order, dependencies
    first: {name: name with version, folder, scripts: [path, …], styles: [path, …]}, paths as in `files`.
    """

    title = models.CharField(_("title"), max_length=255)
    main_library = models.CharField(_("type"), max_length=255)
    language = models.CharField(_("language"), max_length=12, default="en")
    folder = models.CharField(_("folder"), max_length=100, unique=True)
    files = models.JSONField(_("files"), default=dict)
    libraries = models.JSONField(_("libraries"), default=list)
    sha256 = models.CharField(_("SHA-256 of the package"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("H5P content")
        verbose_name_plural = _("H5P contents")
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
