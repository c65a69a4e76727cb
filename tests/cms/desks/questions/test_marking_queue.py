"""Essays are marked by who writes the course: one after the other, the one that waits longest first."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from courses.assessment.actions import start_attempt, submit_attempt
from courses.assessment.models import QuizAttempt
from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.courses.assessment.taking import address
from tests.factories import people
from tests.factories.learning import DURING, course_of, edition, enrolled, person
from tests.factories.outlines import essay, lesson, outline, published, quiz, single
from tests.factories.site import COURSE_KEY, module_page

pytestmark = pytest.mark.django_db
QUEUE = "/admin/questions/marking/"
QUESTIONS = (single("q1"), essay("q9"))


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING + timedelta(hours=2))


@pytest.fixture
def attempts(course) -> list[QuizAttempt]:
    """Of two learners of the small course, whose frozen outline has an essay in this telling."""
    content = outline("small", lesson("l1", quiz("z1", *QUESTIONS)))
    run = edition(published(content.model_copy(update={"key": str(COURSE_KEY)})))
    return [_submitted(run, name, minutes) for name, minutes in (("Salma", 9), ("Otieno", 3))]


def _submitted(run, name: str, minutes: int) -> QuizAttempt:
    at = DURING + timedelta(minutes=minutes)
    course = course_of(enrolled(person(name), run=run))
    by = course.enrolment.person
    attempt = start_attempt(enrolled=course, activity_key="z1", by=by, at=at)
    answers = {"q1": "q1c1", "q9": f"{name} would ask first."}
    return submit_attempt(enrolled=course, attempt=attempt, answers=answers, by=by, at=at)


def browser(officer: User) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def elsewhere() -> User:
    """Somebody with every right of an instructor, but for pages of this course: they may edit a part of it only."""
    officer = people.person()
    group = Group.objects.create(name="guests")
    group.permissions.set(Group.objects.get(name=Role.INSTRUCTOR).permissions.all())
    officer.groups.add(group)
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=module_page(), permission=change)
    return officer


def test_the_one_that_waits_longest_is_first_and_the_next_follows(attempts):
    client = browser(people.instructor())
    page = client.get(QUEUE).content.decode()
    assert page.index("Otieno") < page.index("Salma")
    later, earlier = attempts
    shown = client.get(f"{QUEUE}{earlier.pk}/").content.decode()
    assert "Otieno would ask first." in shown
    assert "2 attempts wait" in shown
    marks = {"points0": "4", "comment0": "Say who."}
    assert client.post(f"{QUEUE}{earlier.pk}/", marks)["Location"] == f"{QUEUE}{later.pk}/"
    assert client.post(f"{QUEUE}{later.pk}/", marks)["Location"] == QUEUE
    earlier.refresh_from_db()
    assert (earlier.score, earlier.comments) == (Decimal("0.9"), {"q9": "Say who."})
    assert "Nothing waits for marks." in client.get(QUEUE).content.decode()
    assert client.get(f"{QUEUE}{later.pk}/").status_code == 404


@pytest.mark.parametrize("points", ["", "-1", "6", "x"])
def test_points_that_cannot_be_are_refused_on_the_form(attempts, points: str):
    answer = browser(people.instructor()).post(f"{QUEUE}{attempts[0].pk}/", {"points0": points})
    assert answer.status_code == 200
    assert "error-message" in answer.content.decode()
    assert not QuizAttempt.objects.filter(score__isnull=False).exists()


def test_an_instructor_of_another_course_sees_none_of_them(attempts):
    client = browser(elsewhere())
    assert "Nothing waits for marks." in client.get(QUEUE).content.decode()
    assert client.get(f"{QUEUE}{attempts[0].pk}/").status_code == 404
    assert client.post(f"{QUEUE}{attempts[0].pk}/", {"points0": "1"}).status_code == 404


@pytest.mark.parametrize("role", [people.approver, people.official])
def test_others_do_not_mark(attempts, role):
    client = browser(role())
    client.post(f"{QUEUE}{attempts[0].pk}/", {"points0": "1"})
    assert client.get(QUEUE).status_code == 302
    assert QuizAttempt.objects.filter(score__isnull=True).count() == 2


def test_the_queue_takes_as_many_statements_for_two_as_for_many(attempts):
    client = browser(people.instructor())
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    QuizAttempt.objects.bulk_create(
        QuizAttempt(
            enrolment=attempts[0].enrolment, course=attempts[0].course, activity_key="z1", number=number, drawn=[],
            started_at=DURING, submitted_at=DURING,
        )
        for number in range(2, 20)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(QUEUE)
    assert len(few) == len(many) < 20


def test_the_dashboard_says_how_many_wait(attempts):
    page = browser(people.instructor()).get("/admin/").content.decode()
    assert "Quiz attempts with essays to mark" in page


def test_a_learner_sees_the_comment(attempts):
    browser(people.instructor()).post(f"{QUEUE}{attempts[0].pk}/", {"points0": "5", "comment0": "Well said."})
    enrolment = attempts[0].enrolment
    learner = browser(enrolment.person)
    path = address(enrolment).replace("foundations", "small")
    assert "Well said." in learner.get(f"{path}?attempt=1").content.decode()


def test_an_instructor_who_learns_does_not_find_their_own_attempt(attempts):
    learner = attempts[0].enrolment.person
    learner.groups.add(Group.objects.get(name=Role.INSTRUCTOR))
    client = browser(learner)
    assert client.get(f"{QUEUE}{attempts[0].pk}/").status_code == 404
    assert client.get(f"{QUEUE}{attempts[1].pk}/").status_code == 200
