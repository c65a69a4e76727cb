"""Pages of courses that were taken down or deleted while people may still learn from them."""

from typing import Any, ClassVar

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptPage(models.Model):
    """A course's or a lesson's page as it was last published. Outlines keep their keys, this keeps their texts."""

    key = models.UUIDField(_("key"))
    language = models.CharField(_("language"), max_length=12)
    course_key = models.UUIDField(_("key of the course"), db_index=True)
    kind = models.CharField(_("kind"), max_length=40)
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    documents = models.JSONField(_("documents"), default=list, help_text=_("Primary keys of the files it links."))
    kept_at = models.DateTimeField(_("kept at"))

    class Meta:
        verbose_name = _("kept page")
        verbose_name_plural = _("kept pages")
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "language"], name="page_kept_once")]

    def __str__(self) -> str:
        return str(self.content["title"])

    @property
    def page(self) -> Any:
        """The page as it was. What it knows of its place in the tree may be past."""
        model: Any = apps.get_model("cms", self.kind)
        return model.from_serializable_data(self.content, check_fks=False, strict_fks=False)
