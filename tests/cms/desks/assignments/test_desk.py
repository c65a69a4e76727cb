"""Assignments are marked by who writes the course: taken, marked or returned, without learning whose they are."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from courses.assignments.actions.marking import take_for_marking
from courses.assignments.actions.peers import assign_peers, submit_peer_review
from courses.assignments.actions.uploads import add_file
from courses.assignments.models import PeerReview, Submission
from courses.programmes.models import Edition
from lms.accounts.models import User
from lms.accounts.roles import Role
from tests.courses.assignments.handing_in import HALF, KEY, drafted, handed_in, learner
from tests.courses.assignments.handing_in import shelf as shelf
from tests.factories import people
from tests.factories.learning import DURING, edition
from tests.factories.outlines import assignment, lesson, outline, published
from tests.factories.site import COURSE_KEY, module_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
QUEUE = "/admin/assignments/"
MARKS = {"do": "mark", "c0": "0", "c1": "1", "comment": "Say who."}
"""Three of five points."""


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)


def run(**values: Any) -> Edition:
    content = outline("small", lesson("l1", assignment(KEY, **values)))
    return edition(published(content.model_copy(update={"key": str(COURSE_KEY)})))


@pytest.fixture
def submissions(course) -> list[Submission]:
    """Of two learners of the small course, whose frozen outline has an assignment in this telling."""
    small = run()
    return [handed_in(learner(small, name), f"{name[0]}. asks first.") for name in ("Salma", "Otieno")]


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


def test_an_instructor_marks_one_after_the_other_without_names(submissions):
    client = browser(people.instructor())
    first, second = submissions
    queue = client.get(QUEUE).content.decode()
    assert queue.index(f"Submission {first.pk}") < queue.index(f"Submission {second.pk}")
    page = client.get(f"{QUEUE}{first.pk}/").content.decode()
    assert "S. asks first." in page
    for shown in (queue, page):
        assert "Salma" not in shown
        assert "Otieno" not in shown
    assert client.post(f"{QUEUE}{first.pk}/", {"do": "take"})["Location"] == f"{QUEUE}{first.pk}/"
    assert f"{QUEUE}{first.pk}/" in client.get(f"{QUEUE}?show=mine").content.decode()
    assert client.post(f"{QUEUE}{first.pk}/", MARKS)["Location"] == f"{QUEUE}{second.pk}/"
    returned = client.post(f"{QUEUE}{second.pk}/", {"do": "return", "reason": "Say who."})
    assert returned["Location"] == QUEUE
    states = list(Submission.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["marked", "returned"]
    assert "Nothing waits for marking." in client.get(QUEUE).content.decode()
    assert f"Submission {first.pk}" in client.get(f"{QUEUE}?show=marked").content.decode()
    assert f"Submission {second.pk}" in client.get(f"{QUEUE}?show=returned").content.decode()
    assert "3 of 5 points" in client.get(f"{QUEUE}{first.pk}/").content.decode()


def test_where_marking_is_not_anonymous_names_are_shown(course):
    submission = handed_in(learner(run(anonymous=False), "Salma"))
    assert "Salma" in browser(people.instructor()).get(f"{QUEUE}{submission.pk}/").content.decode()


@pytest.mark.parametrize("change", [{"c0": ""}, {"c0": "7"}, {"c1": "x"}, {"comment": "a\0"}, {"comment": "x" * 9000}])
def test_marks_that_cannot_be_are_refused_on_the_form(submissions, change):
    answer = browser(people.instructor()).post(f"{QUEUE}{submissions[0].pk}/", MARKS | change)
    assert answer.status_code == 200
    assert "error-message" in answer.content.decode()
    assert not Submission.objects.filter(state="marked").exists()


def test_a_return_needs_its_reason(submissions):
    answer = browser(people.instructor()).post(f"{QUEUE}{submissions[0].pk}/", {"do": "return", "reason": ""})
    assert "error-message" in answer.content.decode()


def test_what_a_colleague_marks_is_left_to_them(submissions):
    colleague = people.instructor(name="Ines Duarte")
    take_for_marking(submission=submissions[0], by=colleague, at=DURING)
    client = browser(people.instructor())
    answer = client.post(f"{QUEUE}{submissions[0].pk}/", MARKS, follow=True)
    assert "Ines Duarte is marking this submission." in answer.content.decode()
    assert client.post(f"{QUEUE}{submissions[1].pk}/", MARKS)["Location"] == QUEUE


def test_what_peers_said_is_shown_and_chosen(course):
    small = run(peers=1)
    courses = [learner(small, name) for name in ("Salma", "Otieno")]
    for one in courses:
        handed_in(one)
    assign_peers(edition=small, course_id=courses[0].course_id, activity_key=KEY, at=DURING)
    review = PeerReview.objects.get(reviewer=courses[0].enrolment)
    submit_peer_review(review=review, levels=HALF, comment="Name a city.", by=courses[0].enrolment.person, at=DURING)
    page = browser(people.instructor()).get(f"{QUEUE}{review.submission_id}/").content.decode()
    assert "In the middle of their reviews: 3 of 5 points." in page
    assert "Name a city." in page
    assert page.count(" checked") == 2


def test_files_are_saved_under_a_name_that_says_nothing(course):
    one = learner(run(), "Salma")
    by, draft = one.enrolment.person, drafted(one)
    file = add_file(enrolled=one, submission=draft, name="Salma.txt", size=3, chunks=[b"abc"], by=by, at=DURING)
    submission = handed_in(one)
    client = browser(people.instructor())
    assert "Salma" not in client.get(f"{QUEUE}{submission.pk}/").content.decode()
    answer: Any = client.get(f"{QUEUE}{submission.pk}/files/{file.code}/")
    assert answer["Content-Disposition"] == 'attachment; filename="File 1.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"abc"
    assert client.get(f"{QUEUE}{submission.pk}/files/unknown/").status_code == 404
    assert browser(elsewhere()).get(f"{QUEUE}{submission.pk}/files/{file.code}/").status_code == 404


def test_an_instructor_of_another_course_sees_none_of_them(submissions):
    client = browser(elsewhere())
    assert "Nothing waits for marking." in client.get(QUEUE).content.decode()
    assert client.get(f"{QUEUE}{submissions[0].pk}/").status_code == 404
    assert client.post(f"{QUEUE}{submissions[0].pk}/", MARKS).status_code == 404


def test_a_draft_is_not_there(course):
    draft = drafted(learner(run()), "Not yet.")
    assert browser(people.instructor()).get(f"{QUEUE}{draft.pk}/").status_code == 404


@pytest.mark.parametrize("role", [people.approver, people.official])
def test_others_do_not_mark(submissions, role):
    client = browser(role())
    client.post(f"{QUEUE}{submissions[0].pk}/", MARKS)
    assert client.get(QUEUE).status_code == 302
    assert not Submission.objects.filter(state="marked").exists()


def test_the_queue_takes_as_many_statements_for_two_as_for_many(submissions):
    client = browser(people.secretary())
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for number in range(12):
        handed_in(learner(submissions[0].enrolment.edition, f"Learner {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(QUEUE)
    assert len(few) == len(many) < 20


def test_the_dashboard_says_how_many_wait(submissions):
    page = browser(people.instructor()).get("/admin/").content.decode()
    assert page.count("Assignments to mark") >= 2
