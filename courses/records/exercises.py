"""A package as one learner meets it in a course: played here, or as a plain form that needs no script."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.enrolment.doors import enrolled_course_or_404, learner
from courses.enrolment.guards import check_may_learn
from courses.enrolment.models import EnrolledCourse
from courses.outline.queries import outline_of
from courses.outline.structure import Activity, Lesson, Outline
from courses.packages.models import ContentRevision
from courses.packages.plain.contents import has_plain_form
from courses.packages.playing import player_of
from courses.records.addresses import course_address, lesson_address
from courses.records.attempts.doors import H5P
from courses.records.attempts.queries import revision_to_play
from lms.accounts.models import User
from lms.refusals import Refusal


@dataclass(frozen=True)
class ExercisePage:
    """An activity with a package for one learner in one language."""

    enrolled: EnrolledCourse
    outline: Outline
    lesson: Lesson
    activity: Activity
    revision: ContentRevision
    language: str
    learner: User
    at: datetime

    def address(self, name: str) -> str:
        """Of the page (h5p), the plain form (h5p_plain) or where an attempt is opened (open_attempt)."""
        return reverse(name, args=[self.enrolled.enrolment.code, self.enrolled.course.slug, self.activity.key])

    @property
    def title(self) -> str:
        return self.outline.text(self.activity.titles, self.language) or self.revision.content.title

    @property
    def closed(self) -> str:
        """Why nothing can be recorded now, or nothing."""
        try:
            check_may_learn(enrolment=self.enrolled.enrolment, by=self.learner, at=self.at)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def frame(self) -> dict[str, Any]:
        lesson_title = self.outline.text(self.lesson.titles, self.language)
        lesson_href = lesson_address(self.outline, self.lesson, self.language)
        course = {
            "label": self.outline.text(self.outline.titles, self.language),
            "href": course_address(self.outline, self.language),
        }
        return {
            "title": self.title,
            "breadcrumb": [
                {"label": gettext("My learning"), "href": reverse("my_learning")},
                course,
                {"label": lesson_title, "href": lesson_href},
            ],
            "lesson": {"label": lesson_title, "href": lesson_href},
            "address": self.address("h5p"),
            "closed": self.closed,
        }

    def player(self) -> dict[str, Any]:
        open_at = "" if self.closed else self.address("open_attempt")
        plain = self.address("h5p_plain") if has_plain_form(self.revision) else ""
        player = player_of(
            self.revision, language=self.language, at=self.at, title=self.title, open_at=open_at, plain=plain
        )
        return self.frame() | {"player": player}


@login_required
@never_cache
@require_safe
def exercise(request: HttpRequest, code: str, slug: str, activity_key: str) -> HttpResponse:
    return render(request, "records/exercise.html", exercise_page(request, code, slug, activity_key).player())


def exercise_page(request: HttpRequest, code: str, slug: str, activity_key: str) -> ExercisePage:
    page = page_or_404(request, code, slug, activity_key, kinds=H5P)
    if page.revision.main is None:
        raise Http404
    return page


def page_or_404(
    request: HttpRequest, code: str, slug: str, activity_key: str, *, kinds: Collection[str]
) -> ExercisePage:
    enrolled = enrolled_course_or_404(request, code, slug)
    outline = outline_of(revision=enrolled.revision)
    found = outline.activity(activity_key)
    revision = revision_to_play(enrolled=enrolled, activity=found[1]) if found else None
    if found is None or revision is None or revision.content.kind not in kinds:
        raise Http404
    return ExercisePage(
        enrolled=enrolled, outline=outline, lesson=found[0], activity=found[1], revision=revision,
        language=get_language() or outline.language, learner=learner(request), at=timezone.now(),
    )  # fmt: skip
