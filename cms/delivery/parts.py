"""What a reader's own progress puts into the slots of a course's or a lesson's page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.delivery.assignments import assignment_part
from cms.delivery.filling import Fill, token_of
from cms.delivery.pieces import piece, rendered
from cms.delivery.readers import Reader
from cms.delivery.slots import Shell
from courses.outline.queries import outline_of
from courses.outline.structure import Requirement
from courses.packages.plain.contents import has_plain_form
from courses.packages.playing import player_of
from courses.packages.queries import revision_of
from courses.progress.queries import Standing
from courses.records.attempts.queries import revision_to_play
from lms.design.templatetags.design import whole_percent

Facts = dict[str, Any]


def parts_for(request: HttpRequest, reader: Reader, shell: Shell) -> Fill:
    """The fill of a page for this reader; only what its slots ask for is made."""
    facts: Facts = dict(shell.facts)
    standing = reader.standing
    done = frozenset(standing.done) if standing else frozenset()
    parts: dict[str, Callable[[str], str]] = {
        "done": lambda key: f"<b>{_('done')}</b> " if key in done else "",
        "join": lambda _key: _join(request, reader),
    }
    if reader.may_read:
        parts["h5p"] = lambda key: _h5p(request, reader, facts, key)
    if standing:
        parts["progress"] = lambda _key: _progress(standing, facts)
        parts["resume"] = lambda _key: _resume(standing, facts)
        parts["quiz"] = lambda key: _quiz(standing, facts, key)
        parts["package"] = lambda key: _package(standing, key)
        parts["assignment"] = lambda key: assignment_part(standing, key)
    if learning := reader.learning(facts["lesson_key"]):
        parts["finish"] = lambda _key: _finish(request, learning, facts)
    return parts


def _progress(standing: Standing, facts: Facts) -> str:
    own = {"label": facts["course_title"], "why": reverse("explanation", args=[standing.code])}
    return piece("cms/delivery/progress.html", own, value=whole_percent(standing.fraction))


def _resume(standing: Standing, facts: Facts) -> str:
    """Where to go on: the lesson read last if it is not done, else the first that is not. Lessons added later than
    this enrolment do not count for it, so they are no step of its way."""
    paths: dict[str, str] = facts["paths"]
    outline = outline_of(revision=standing.enrolled.revision)
    open_keys = [key for key in paths if key not in standing.done and outline.lesson(key)]
    last = standing.last_lesson
    key = last if last in open_keys else next(iter(open_keys), None)
    own = {"href": paths[key]} if key else {}
    return piece("cms/delivery/resume.html", own, begun=bool(standing.done or last))


def _quiz(standing: Standing, facts: Facts, key: str) -> str:
    """The way to a quiz, unless it was added after this enrolment."""
    if not outline_of(revision=standing.enrolled.revision).activity(key):
        return ""
    address = reverse("quiz", args=[standing.code, standing.course_slug, key])
    return piece("cms/delivery/quiz.html", {"href": address})


def _package(standing: Standing, key: str) -> str:
    """The way to a package of SCORM or cmi5, unless it was added after this enrolment."""
    if not outline_of(revision=standing.enrolled.revision).activity(key):
        return ""
    address = reverse("package", args=[standing.code, standing.course_slug, key])
    return piece("cms/delivery/package.html", {"href": address})


def _h5p(request: HttpRequest, reader: Reader, facts: Facts, key: str) -> str:
    """The package frozen with the enrolment's outline, whose result counts; for staff the page's own, to try."""
    standing = reader.standing
    values: Facts = {}
    if standing:
        outline = outline_of(revision=standing.enrolled.revision)
        found = outline.activity(key)
        revision = revision_to_play(enrolled=standing.enrolled, activity=found[1]) if found else None
        values["in_view"] = outline.exercises.starts_in_view
    else:
        revision = revision_of(content=facts["packages"].get(key), revision=None)
    if revision is None or revision.main is None:
        return ""
    if standing and standing.may_learn:
        place = [standing.code, standing.course_slug, key]
        values["open_at"] = reverse("open_attempt", args=place)
        values["plain"] = reverse("h5p_plain", args=place) if has_plain_form(revision) else ""
    player = player_of(revision, language=facts["language"], at=timezone.now(), **values)
    return rendered("packages/player.html", {"player": player, "csrf_token": token_of(request)})


def _finish(request: HttpRequest, standing: Standing, facts: Facts) -> str:
    """Marking the lesson as read, where reading is what was asked for when this enrolment began."""
    done = facts["lesson_key"] in standing.done
    lesson = outline_of(revision=standing.enrolled.revision).lesson(facts["lesson_key"])
    own = {}
    if lesson and lesson.requirement == Requirement.READ and not done:
        address = reverse("read_lesson", args=[standing.code, standing.course_slug, facts["lesson_key"]])
        own = {"action": address, "csrf_token": token_of(request)}
    return piece("cms/delivery/finish.html", own, done=done)


def _join(request: HttpRequest, reader: Reader) -> str:
    """How to take part, for who is not enrolled."""
    if reader.may_read:
        return ""
    return piece("cms/delivery/join.html", {"path": quote(request.path)}, signed_in=request.user.is_authenticated)
