"""The bank: questions that belong to no course, with everything they have ever been."""

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.outline.structure import Question


class BankQuestion(models.Model):
    """A question that courses use. `key` is the key of the frozen question and stays the same through all versions.

    `kind` and `title` repeat the latest version, for lists; `language` is what it was written in, where a
    translation is missing. A retired question is no longer offered or drawn; quizzes that hold it keep it.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("in use")
        RETIRED = "retired", _("retired")

    class Kind(models.TextChoices):
        SINGLE = "single", _("Single choice")
        MULTIPLE = "multiple", _("Multiple choice")
        TRUE_FALSE = "true_false", _("True or false")
        SHORT_TEXT = "short_text", _("Short text")
        NUMERIC = "numeric", _("Numeric")
        ORDERING = "ordering", _("Ordering")
        MATCHING = "matching", _("Matching")
        FILL_IN = "fill_in", _("Fill in the gaps")
        ESSAY = "essay", _("Essay")

    key = models.CharField(_("key"), max_length=64, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("question"), max_length=200)
    language = models.CharField(_("language"), max_length=12)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)
    latest = models.ForeignKey(
        "QuestionVersion", models.PROTECT, null=True, related_name="+", verbose_name=_("latest version")
    )
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("question of the bank")
        verbose_name_plural = _("questions of the bank")
        ordering: ClassVar = ["title", "pk"]
        default_permissions = ("view", "change")
        indexes: ClassVar = [models.Index(fields=["state", "kind"], name="bank_state_and_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def question(self) -> Question:
        """What it is now."""
        assert self.latest is not None, "a question is made with its first version"  # noqa: S101 - for the type's sake
        return self.latest.question


class QuestionTag(models.Model):
    """What a question is about, or what it shows that a learner is able to do."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("topic")
        COMPETENCY = "competency", _("competency")

    question = models.ForeignKey(BankQuestion, models.CASCADE, related_name="tags", verbose_name=_("question"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering: ClassVar = ["kind", "name"]
        default_permissions: ClassVar = ()
        indexes: ClassVar = [models.Index(fields=["kind", "name"], name="bank_tag")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "kind", "name"], name="question_tag_once")]

    def __str__(self) -> str:
        return self.name


class QuestionVersion(models.Model):
    """A question as it was at one time; never changed. The next one is made only when the content's digest differs."""

    of = models.ForeignKey(BankQuestion, models.PROTECT, related_name="versions", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    data = models.JSONField(_("content"))
    digest = models.CharField(_("digest"), max_length=64)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("made by")
    )

    class Meta:
        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering: ClassVar = ["of", "-number"]
        default_permissions: ClassVar = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "number"], name="question_version_once")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"

    @cached_property
    def question(self) -> Question:
        return Question.model_validate(self.data).model_copy(update={"version": self.number})
