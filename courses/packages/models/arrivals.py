"""Uploaded packages on their way in."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.packages.models.contents import Content
from lms.jobs.models import Job


class Arrival(models.Model):
    """A package that somebody uploaded: it lies in private storage under `name` until a job has taken it in.

    Then it has a `content` (none for libraries only), or a `refusal` in the uploader's language; `ended_at` tells.
    """

    name = models.CharField(_("name in storage"), max_length=120, unique=True)
    file_name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    language = models.CharField(_("language"), max_length=12)
    approve = models.BooleanField(_("approve its libraries"), default=False)
    replaces = models.ForeignKey(
        Content, models.PROTECT, null=True, related_name="+", verbose_name=_("content to be replaced")
    )
    content = models.ForeignKey(Content, models.SET_NULL, null=True, related_name="+", verbose_name=_("content"))
    refusal = models.TextField(_("refusal"), blank=True)
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("job"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("brought by")
    )
    brought_at = models.DateTimeField(_("brought at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("uploaded package")
        verbose_name_plural = _("uploaded packages")
        ordering: ClassVar = ["-brought_at", "-pk"]
        default_permissions: ClassVar = ()

    def __str__(self) -> str:
        return self.file_name
