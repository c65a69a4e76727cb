"""Course, module and lesson. What learners are measured by is frozen from these pages (cms.outlining)."""

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.blocks.bodies import LessonBody, Objectives
from cms.blocks.texts import FEATURES
from cms.delivery.previews import preview
from cms.pages.frame import SitePage, linked
from cms.topics import Topic
from courses.outline.structure import Counts, Exercises, Requirement

COUNTING = [
    (Counts.BEST.value, _("the best")),
    (Counts.FIRST.value, _("the first")),
    (Counts.LAST.value, _("the last")),
]


class CoursePage(SitePage):
    class Level(models.TextChoices):
        INTRODUCTORY = "introductory", _("introductory")
        INTERMEDIATE = "intermediate", _("intermediate")
        ADVANCED = "advanced", _("advanced")

    description = RichTextField(_("description"), features=FEATURES, help_text=_("What the course is about, for whom."))
    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.INTRODUCTORY)
    hours = models.PositiveSmallIntegerField(
        _("hours"), validators=[MinValueValidator(1)], help_text=_("Printed on certificates.")
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    objectives = StreamField(
        Objectives(), verbose_name=_("objectives"), blank=True, help_text=_("What people can do after the course.")
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("In per cent, of the mean of the quizzes."),
    )  # fmt: skip
    exercises_count = models.CharField(
        _("attempt that counts"), max_length=5, choices=COUNTING, default=Counts.BEST.value,
        help_text=_("Of several attempts at one interactive exercise."),
    )  # fmt: skip
    exercises_attempts = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=0, validators=[MaxValueValidator(1000)], help_text=_("0: as many as wanted.")
    )
    exercises_pass_mark = models.PositiveSmallIntegerField(
        _("pass mark of an exercise"), default=0, validators=[MaxValueValidator(100)],
        help_text=_("In per cent of its own score. 0: whoever completes an exercise has done it."),
    )  # fmt: skip
    exercises_viewed = models.BooleanField(
        _("viewed is done"), default=True,
        help_text=_("Exercises that report nothing, such as an accordion, are done once they are started."),
    )  # fmt: skip
    exercises_in_view = models.BooleanField(
        _("start in view"), default=False,
        help_text=_("Exercises start when they scroll into view, except on slow links and where data are saved."),
    )  # fmt: skip

    template = "cms/pages/course_page.html"
    parent_page_types: ClassVar = ["cms.CatalogueIndexPage"]
    subpage_types: ClassVar = ["cms.ModulePage"]
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        HelpPanel(template="cms/panels/frozen.html", heading=_("What learners are measured by")),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("objectives"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("level"), FieldPanel("hours"), FieldPanel("pass_mark")])],
            heading=_("Level and requirements"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(f"exercises_{name}") for name in ("count", "attempts", "pass_mark")]),
                FieldRowPanel([FieldPanel(f"exercises_{name}") for name in ("viewed", "in_view")]),
            ],
            heading=_("Interactive exercises"),
            help_text=_("A change applies to people who enrol after it is published; the others keep what they have."),
        ),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
    ]
    search_fields: ClassVar = [
        *SitePage.search_fields,
        index.SearchField("description"),
        index.SearchField("objectives"),
    ]
    page_description = _("A course, made of modules and lessons.")

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def exercises(self) -> Exercises:
        """The policy, as learners who enrol after the next publication get it."""
        return Exercises(
            counts=Counts(self.exercises_count), attempts=self.exercises_attempts,
            pass_mark=self.exercises_pass_mark, viewed=self.exercises_viewed, starts_in_view=self.exercises_in_view,
        )  # fmt: skip

    def as_card(self) -> dict[str, Any]:
        return linked(self) | {"summary": self.summary, "level": self.get_level_display(), "hours": self.hours}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview(self, request)


class ModulePage(SitePage):
    """A part of a course. It has no page of its own: its address leads to its place on the course's page."""

    parent_page_types: ClassVar = ["cms.CoursePage"]
    subpage_types: ClassVar = ["cms.LessonPage"]
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("summary")]
    preview_modes: ClassVar[list[Any]] = []
    page_description = _("A part of a course; its lessons are below it.")

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return cast(HttpResponse, redirect(f"{self.get_parent().get_url(request)}#{self.slug}"))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []


REQUIREMENTS = [
    (Requirement.READ, _("read: the learner marks it as read")),
    (Requirement.QUIZ_PASSED, _("quiz passed: every quiz of the lesson is passed")),
    (Requirement.ACTIVITY_COMPLETED, _("activity completed: every activity is completed, every assignment passed")),
]
NEEDED_BLOCKS = {Requirement.QUIZ_PASSED: {"quiz"}, Requirement.ACTIVITY_COMPLETED: {"h5p", "package", "assignment"}}


class LessonForm(WagtailAdminPageForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        needed = NEEDED_BLOCKS.get(cleaned.get("requirement"))  # type: ignore[arg-type]
        kinds = {block.block_type for block in cleaned.get("body") or []}
        if needed and needed.isdisjoint(kinds) and not self.defer_required_fields:
            self.add_error("requirement", ValidationError(_("The lesson holds no activity that could meet this.")))
        return cleaned


class LessonPage(SitePage):
    body = StreamField(LessonBody(), verbose_name=_("text"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=15, validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    requirement = models.CharField(_("done when"), max_length=20, choices=REQUIREMENTS, default=Requirement.READ.value)
    required = models.BooleanField(
        _("required"), default=True, help_text=_("Without it the course cannot be completed.")
    )
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("How much of the course's progress this lesson is, beside the others."),
    )  # fmt: skip

    base_form_class = LessonForm
    template = "cms/pages/lesson_page.html"
    parent_page_types: ClassVar = ["cms.ModulePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("requirement"),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("weight"), FieldPanel("required")]),
            ],
            heading=_("What learners are measured by"),
            help_text=_("A change applies to people who enrol after it is published; the others keep what they have."),
        ),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    page_description = _("A lesson: text, pictures, quizzes. People who are enrolled can read it.")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lessons have one door, cms.delivery; an address that Wagtail finds beside it leads nowhere."""
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return preview(self, request)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return []
