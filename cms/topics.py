"""Topics: what a course or a practice is about. A snippet, named in as many languages as the network works in."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel


class Topic(ClusterableModel):
    key = models.SlugField(_("key"), max_length=40, unique=True, help_text=_("Part of addresses; better not changed."))
    name = models.CharField(_("English name"), max_length=60)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("key"),
        InlinePanel("names", label=_("name in another language")),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name_in(get_language() or settings.LANGUAGE_CODE)

    def name_in(self, language: str) -> str:
        """The topic's name in an interface language, or its English name. Prefetch `names` for lists."""
        return next((row.name for row in self.names.all() if row.language == language), self.name)


class TopicName(models.Model):
    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names", verbose_name=_("topic"))
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("topic's name")
        verbose_name_plural = _("topics' names")
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "language"], name="topic_named_once")]

    def __str__(self) -> str:
        return self.name
