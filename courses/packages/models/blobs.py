"""Bytes, kept once however many libraries and contents hold them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Blob(models.Model):
    """A file's bytes in private storage under `name`, which has a random part: what is made again never takes the
    name of what is being swept away."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    name = models.CharField(_("name in storage"), max_length=255, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        default_permissions = ()

    def __str__(self) -> str:
        return self.sha256


class HeldFile(models.Model):
    """A path under which something holds a blob; the blob stays while anything holds it."""

    path = models.CharField(_("path"), max_length=255)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name=_("file"))

    class Meta:
        abstract = True
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return self.path


class LooseFiles(models.Model):
    """Names in storage that no blob has: about to be written, or about to be removed.

    The row is committed before the first byte, and goes with the commit that says whose they are. What a crash leaves
    behind is so found by the sweep.
    """

    names = models.JSONField(_("names in storage"), default=list)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("loose files")
        verbose_name_plural = _("loose files")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M} ({len(self.names)})"
