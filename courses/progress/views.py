"""The learner's desk, and why progress is what it is."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.assignments.queries import waiting_keys
from courses.enrolment.doors import enrolment_or_404, learner
from courses.enrolment.models import Enrolment
from courses.enrolment.times import deadline_of
from courses.outline.queries import outlines_of
from courses.programmes.models import Nomination
from courses.programmes.queries import nominations_to_answer
from courses.progress.city_board import boards
from courses.progress.desk import BADGES, Desk
from courses.progress.explanation import CourseExplanation, missing_in_words
from courses.progress.policy import CourseResult, edition_fraction, edition_score, reaches
from courses.progress.queries import explained_courses, standings_of
from lms.design.templatetags.design import whole_percent
from lms.network.queries import cities_of


@login_required
@never_cache
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """What to do next, what is coming and what is behind, with invitations that wait for an answer."""
    person, language = learner(request), get_language() or "en"
    standings = standings_of(person=person)
    outlines = outlines_of(revisions=[standing.enrolled.revision for standing in standings])
    desk = Desk(person, standings, outlines, language, timezone.now())
    invitations = [_invitation(nomination, language) for nomination in nominations_to_answer(person=person)]
    return render(request, "progress/my_learning.html", {"invitations": invitations, **desk.sections()})


@login_required
@never_cache
@require_safe
def explanation(request: HttpRequest, code: str) -> HttpResponse:
    """Every requirement of an enrolment with its evidence, and what is missing."""
    enrolment = enrolment_or_404(request, code)
    language = get_language() or "en"
    rows = explained_courses(enrolment=enrolment)
    held = any(one.assignment for outline, *_rest in rows for lesson in outline.lessons for one in lesson.activities)
    waiting = waiting_keys(enrolment=enrolment) if held else frozenset()
    courses = [CourseExplanation(enrolment.code, *row, language, waiting) for row in rows]
    results = [CourseResult(course.outline, course.attainment) for course in courses]
    score, mark = edition_score(results), enrolment.edition.pass_mark
    missing = sum(course.missing() for course in courses)
    page = {
        "title": enrolment.edition.programme.title_in(language),
        "edition": enrolment.edition.code,
        "status": {"label": enrolment.get_state_display(), "kind": BADGES[Enrolment.State(enrolment.state)]},
        "percent": whole_percent(edition_fraction(results)),
        "courses": [course.shown() for course in courses],
        "missing": missing_in_words(missing) if missing else "",
        "score": None if score is None else {
            "percent": whole_percent(score), "mark": mark, "enough": reaches(score, mark)
        },
        "deadline": deadline_of(enrolment),
        "zone": enrolment.city.time_zone,
        "city": enrolment.city.name_in(language),
        "waiting": hasattr(enrolment, "unfoldedenrolment"),
        "folded_at": max((course.folded_at for course in courses if course.folded_at), default=None),
    }  # fmt: skip
    return render(request, "progress/explanation.html", page)


def _invitation(nomination: Nomination, language: str) -> dict[str, str]:
    invitation = nomination.invitation
    return {
        "title": invitation.edition.programme.title_in(language),
        "city": invitation.city.name_in(language),
        "href": reverse("nomination", args=[nomination.code]),
    }


@login_required
@never_cache
@require_safe
def city_progress(request: HttpRequest) -> HttpResponse:
    """How the officials of the focal point's cities stand; for others there is no page."""
    cities = list(cities_of(focal_point=learner(request), day=timezone.now().date()))
    if not cities:
        raise Http404
    page = {
        "header": [gettext("Official"), gettext("State"), gettext("Progress")],
        "boards": boards(cities=cities, language=get_language() or "en"),
    }
    return render(request, "progress/city.html", page)
