"""The question bank, and marks for essays."""

from wagtail.models import Locale, Page

from cms.desks.questions.files import QuestionFile, sealed
from cms.models import CoursePage
from courses.assessment.actions import start_attempt, submit_attempt
from courses.assessment.bank.actions import retire_question
from tests.cms.desks.questions.forms import form
from tests.cms.desks.writes.by import Act, Officers, writes
from tests.courses.assessment.taking import with_quiz
from tests.factories.bank import banked
from tests.factories.learning import course_of
from tests.factories.outlines import PUBLISHED_AT, essay, quiz
from tests.factories.programmes import MONDAY

DESK = "/admin/questions/"


@writes("questions_desk:add")
def _(desk: Officers) -> Act:
    return lambda: desk.post(f"{DESK}add/single/", form("single"))


@writes("questions_desk:edit")
def _(desk: Officers) -> Act:
    row = banked()
    return lambda: desk.post(f"{DESK}{row.pk}/edit/", form("single"))


@writes("questions_desk:translate")
def _(desk: Officers) -> Act:
    row = banked()
    return lambda: desk.post(f"{DESK}{row.pk}/languages/ko/", {"text": "어느 것?"})


@writes("questions_desk:question retire")
def _(desk: Officers) -> Act:
    row = banked()
    return lambda: desk.post(f"{DESK}{row.pk}/", {"do": "retire"})


@writes("questions_desk:question restore")
def _(desk: Officers) -> Act:
    row = banked()
    retire_question(row=row, by=None, at=PUBLISHED_AT)
    return lambda: desk.post(f"{DESK}{row.pk}/", {"do": "restore"})


@writes("questions_desk:import")
def _(desk: Officers) -> Act:
    kept = sealed(QuestionFile("gift", "en", b"Why?{=so}"), desk.people["secretary"])
    return lambda: desk.post(f"{DESK}import/", {"sealed": kept})


@writes("questions_desk:mark")
def _(desk: Officers) -> Act:
    course = course_of(with_quiz(quiz("z1", essay("q9"))))
    by = course.enrolment.person
    page = CoursePage(title="A course", slug="a-course", hours=1, description="<p>A.</p>")
    page.translation_key, page.locale = course.course.key, Locale.objects.first()
    Page.objects.get(depth=1).add_child(instance=page)
    attempt = start_attempt(enrolled=course, activity_key="z1", by=by, at=MONDAY)
    submit_attempt(enrolled=course, attempt=attempt, answers={"q9": "A text."}, by=by, at=MONDAY)
    return lambda: desk.post(f"{DESK}marking/{attempt.pk}/", {"points0": "3"}, by="administrator")
