"""The quizzes of an instructor's courses, and the analysis of one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext_lazy

from cms.desks.analysis.charts import chart_of
from cms.desks.analysis.sheets import CSV, XLSX, as_csv, as_xlsx
from cms.desks.analysis.wording import Words, hundredths, percent
from cms.desks.programmes.door import DeskView
from cms.desks.questions.door import MARK
from cms.desks.teaching import courses_taught_by
from courses.assessment.analysis.queries import attempts_by_quiz, attempts_taken
from courses.assessment.analysis.quizzes import QuizAnalysis, analysis_of
from courses.assessment.analysis.statistics import SMALLEST_GROUP
from courses.outline.models import Course
from courses.outline.queries import outline_of
from courses.outline.structure import Activity, Outline

FILES = {"csv": (as_csv, CSV), "xlsx": (as_xlsx, XLSX)}
QUIZZES = ("quizzes", gettext_lazy("Item analysis"))


class AnalysisView(DeskView):
    may_read = MARK
    header_icon = "order"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way = [{"url": reverse(f"analysis_desk:{name}"), "label": label} for name, label in self.trail]
        return [*self.breadcrumbs_items, *way, {"url": "", "label": self.get_page_title()}]


class QuizList(AnalysisView):
    page_title = QUIZZES[1]
    template_name = "analysis_desk/quizzes.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        courses = courses_taught_by(self.officer).filter(latest__isnull=False).select_related("latest")
        return self.show(courses=[one for course in courses if (one := _quizzes_of(course))["quizzes"]])


def _quizzes_of(course: Course) -> dict[str, Any]:
    assert course.latest is not None  # noqa: S101 - the others were left out
    outline, counts = outline_of(revision=course.latest), attempts_by_quiz(course=course)
    language = get_language() or outline.language
    quizzes = [
        {
            "title": outline.text(activity.titles, language), "attempts": counts.get(activity.key, 0),
            "href": reverse("analysis_desk:quiz", args=[course.slug, activity.key]),
        }
        for lesson in outline.lessons for activity in lesson.activities if activity.quiz
    ]  # fmt: skip
    return {"title": outline.text(outline.titles, language), "quizzes": quizzes}


class QuizPage(AnalysisView):
    """Of the first attempt of each learner, or of every one (`?attempts=every`); as a page or a file (`?as=`)."""

    trail = [QUIZZES]
    template_name = "analysis_desk/quiz.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.title = ""

    def get_page_title(self) -> str:
        return self.title

    def get(self, request: HttpRequest, slug: str, activity_key: str) -> HttpResponse:
        courses = courses_taught_by(self.officer).filter(latest__isnull=False).select_related("latest")
        course = get_object_or_404(courses, slug=slug)
        assert course.latest is not None  # noqa: S101 - the others were left out
        outline = outline_of(revision=course.latest)
        activity = _quiz_or_404(outline, activity_key)
        words = Words(self._analysis(course, activity), outline, get_language() or outline.language)
        self.title = outline.text(activity.titles, words.language)
        if request.GET.get("as") in FILES:
            return _file(words, request.GET["as"], slug)
        return self._page(words)

    @property
    def every(self) -> bool:
        return self.request.GET.get("attempts") == "every"

    def _analysis(self, course: Course, activity: Activity) -> QuizAnalysis:
        taken, variants = attempts_taken(course=course, activity_key=activity.key, every=self.every)
        return analysis_of(variants.questions, taken)

    def _page(self, words: Words) -> HttpResponse:
        found = words.analysis.quiz
        summary = found and {
            "number": found.number, "people": found.people, "mean": percent(found.mean),
            "deviation": percent(found.deviation), "minutes": [hundredths(one) for one in found.minutes or ()],
        }  # fmt: skip
        chart = chart_of(words.analysis, mirrored=get_language_bidi())
        return self.show(
            summary=summary, items=list(words.items()), chart=chart, every=self.every, smallest=SMALLEST_GROUP
        )


def _quiz_or_404(outline: Outline, activity_key: str) -> Activity:
    found = outline.activity(activity_key)
    if found is None or found[1].quiz is None:
        raise Http404
    return found[1]


def _file(words: Words, kind: str, slug: str) -> HttpResponse:
    make, media_type = FILES[kind]
    headers = {"Content-Disposition": f'attachment; filename="{slug}-analysis.{kind}"'}
    return HttpResponse(make(words), content_type=media_type, headers=headers)
