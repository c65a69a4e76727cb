"""Courses as the learning side knows them, and their frozen revisions."""

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.outline.structure import Outline


class Course(models.Model):
    """A course once published. `key` is the translation key that all its language versions share."""

    key = models.UUIDField(_("key"), unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    latest = models.ForeignKey(
        "OutlineRevision", models.PROTECT, null=True, related_name="+", verbose_name=_("latest revision")
    )
    withdrawn = models.BooleanField(_("withdrawn from the catalogue"), default=False)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering: ClassVar = ["title"]

    def __str__(self) -> str:
        return self.title


class OutlineRevision(models.Model):
    """An outline as it was published; never changed. A new one is made only when the content's digest differs."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="revisions", verbose_name=_("course"))
    number = models.PositiveIntegerField(_("number"))
    data = models.JSONField(_("outline"))
    digest = models.CharField(_("digest"), max_length=64)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("outline revision")
        verbose_name_plural = _("outline revisions")
        ordering: ClassVar = ["course", "-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "number"], name="outline_number_once")]

    def __str__(self) -> str:
        return f"{self.course} {self.number}"

    @cached_property
    def outline(self) -> Outline:
        return Outline.model_validate(self.data)
