"""Item analysis, as an instructor meets it."""

import csv
import io
from datetime import timedelta
from xml.etree.ElementTree import Element

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from cms.models import CoursePage
from courses.assessment.models import QuizAttempt
from courses.outline.models import Course
from tests.factories import people
from tests.factories.learning import edition, enrolled
from tests.factories.outlines import lesson, multiple, outline, published, quiz, short_text, single
from tests.factories.programmes import MONDAY

pytestmark = pytest.mark.django_db
PAGE = "/admin/analysis/foundations/z1/"
FORMULA = single("q1").model_copy(update={"texts": {"en": "\x0b=1+1?"}})


@pytest.fixture
def course() -> Course:
    course = published(outline("foundations", lesson("l1", quiz("z1", FORMULA, multiple("q2"), short_text("q4")))))
    page = CoursePage(title="A course", slug="a-course", hours=1, description="<p>A.</p>")
    page.translation_key, page.locale = course.key, Locale.objects.first()
    Page.objects.get(depth=1).add_child(instance=page)
    return course


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(people.administrator())
    return client


def taken(course: Course, learners: int, code: str = "EGF-1") -> None:
    run = edition(course, code=code)
    for place in range(learners):
        right = place % 2 == 0
        QuizAttempt.objects.create(
            enrolment=enrolled(people.official(), run=run), course=course, activity_key="z1", number=1, drawn=[],
            answers={"q1": "q1c1" if right else "q1c2", "q2": ["q2c1"], "q4": "LOSI" if right else f"name {place}"},
            marks={"q1": float(right), "q2": 0.5, "q4": float(right)}, score="0.5", passed=right,
            started_at=MONDAY, submitted_at=MONDAY + timedelta(minutes=place + 1),
        )  # fmt: skip


def shown(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_quizzes_are_listed_with_their_attempts(client: Client, course: Course):
    taken(course, 6)
    page = shown(client, "/admin/analysis/")
    assert "Quiz z1" in page
    assert PAGE in page


def test_the_numbers_stand_in_the_table_and_nothing_that_few_wrote(client: Client, course: Course):
    taken(course, 10)
    page = shown(client)
    assert "50\xa0%" in page or "50 %" in page
    assert "1.00" in page
    assert "losi" in page
    assert "name 1" not in page


def test_of_few_learners_nothing_is_told(client: Client, course: Course):
    taken(course, 4)
    page = shown(client)
    assert "Nothing is told of fewer than 5 learners" in page
    assert "chart-title" not in page


def svg(page: str) -> Element:
    text = page[page.rindex("<svg", 0, page.index("chart-title")) :]
    return fromstring(text[: text.index("</svg>") + 6])


def test_the_chart_is_named_and_described(client: Client, course: Course):
    taken(course, 10)
    chart = svg(shown(client))
    ids = {element.get("id") for element in chart if element.tag in {"title", "desc"} and element.text.strip()}
    assert set(chart.get("aria-labelledby").split()) == ids
    assert len(chart.findall(".//rect")) >= 5


def test_the_chart_runs_from_right_to_left_where_writing_does(client: Client, course: Course):
    taken(course, 10)
    there = [float(bar.get("x")) for bar in svg(shown(client)).findall(".//rect")]
    officer = people.administrator()
    profile = UserProfile.get_for_user(officer)
    profile.preferred_language = "ar"
    profile.save()
    client.force_login(officer)
    chart = svg(shown(client))
    back = [float(bar.get("x")) for bar in chart.findall(".//rect")]
    width = float(chart.get("viewBox").split()[2])
    assert there != back
    assert all(0 <= x <= width for x in there + back)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_analysis_is_downloaded_without_formulas(client: Client, course: Course, kind: str):
    taken(course, 10)
    answer = client.get(PAGE, {"as": kind})
    assert answer["Content-Disposition"] == f'attachment; filename="foundations-analysis.{kind}"'
    if kind == "csv":
        assert "'=1+1?" in answer.content.decode("utf-8-sig")
    else:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert [sheet.title for sheet in book] == ["Questions", "Answers"]
        assert book["Questions"]["B2"].value == "'=1+1?"


def test_a_question_that_was_changed_is_looked_at_as_it_was_asked(client: Client, course: Course):
    taken(course, 6)
    changed = FORMULA.model_copy(update={"texts": {"en": "Anew?"}, "version": 2, "weight": 3})
    published(outline("foundations", lesson("l1", quiz("z1", changed, multiple("q2"), short_text("q4")))))
    course.refresh_from_db()
    taken(course, 8, code="EGF-2")
    rows = list(csv.reader(io.StringIO(client.get(PAGE, {"as": "csv"}).content.decode("utf-8-sig"))))
    told = {row[1]: row[3] for row in rows[1:]}
    assert told["Anew?"] == "8"
    assert told["'=1+1? (as it was in an earlier publication)"] == "6"
    assert told["Multiple q2?"] == "14"


def test_what_is_of_too_few_is_said_to_be_withheld(client: Client, course: Course):
    taken(course, 10)
    assert "<td>too few</td>" in shown(client)
    assert "too few" in client.get(PAGE, {"as": "csv"}).content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(PAGE, {"as": "xlsx"}).content))
    assert book["Answers"]["E2"].value == book["Questions"]["H2"].value == "too few"


def test_every_attempt_can_be_looked_at(client: Client, course: Course):
    taken(course, 6)
    assert "Every attempt is looked at." in shown(client, f"{PAGE}?attempts=every")


def test_an_instructor_of_another_course_finds_nothing(course: Course):
    client = Client()
    client.force_login(people.instructor())
    assert client.get(PAGE).status_code == 404
    assert "Quiz z1" not in shown(client, "/admin/analysis/")
    assert client.get("/admin/analysis/foundations/nothing/").status_code == 404
