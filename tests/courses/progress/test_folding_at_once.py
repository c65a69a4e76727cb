"""Two workers at once, with real transactions and threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from courses.assessment.actions import start_attempt, submit_attempt
from courses.assessment.models import QuizAttempt
from courses.enrolment import actions as enrolment_actions
from courses.enrolment.models import Enrolment
from courses.progress.models import CityProgress, Completion, LearnerProgress, UnfoldedEnrolment
from courses.records.models import LearningRecord
from tests.factories.learning import DURING, city, course_of, edition, enrolled, folded, passed, person, read
from tests.factories.outlines import lesson, outline, published, quiz, single

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*work: Callable[[], object]) -> None:
    """Run each in a thread and connection of its own, all starting together; the first error is raised."""
    barrier = Barrier(len(work))

    def run(one: Callable[[], object]) -> None:
        try:
            barrier.wait()
            one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        for done in [pool.submit(run, one) for one in work]:
            done.result()


def long_course(lessons: int = 24) -> Enrolment:
    content = [lesson(f"l{number}") for number in range(lessons)]
    return enrolled(run=edition(published(outline("long", *content))))


def test_two_workers_who_fold_while_a_learner_records_lose_nothing():
    enrolment = long_course()

    def learn(start: int) -> None:
        for number in range(start, 24, 2):
            read(enrolment, f"l{number}")

    def work() -> None:
        for _time in range(12):
            folded(Enrolment.objects.get(pk=enrolment.pk))

    at_once(lambda: learn(0), lambda: learn(1), work, work)
    folded(enrolment)
    progress = LearnerProgress.objects.get()
    assert len(progress.done) == 24
    assert progress.fraction == 1
    assert not UnfoldedEnrolment.objects.exists()
    assert LearningRecord.objects.count() == 24


def test_two_workers_decide_once():
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3")
    passed(enrolment, "z1")
    at_once(*[lambda: folded(Enrolment.objects.get(pk=enrolment.pk))] * 4)
    assert Completion.objects.count() == 1


def test_two_officials_of_a_city_are_both_in_its_figures():
    run, home = edition(), city()
    officials = [enrolled(person(name), run, home) for name in ("Otieno", "Amina", "Juma", "Njeri")]
    for enrolment in officials:
        read(enrolment, "l1", "l2")
    at_once(*[lambda each=enrolment: folded(each) for enrolment in officials])
    row = CityProgress.objects.get()
    assert (row.enrolled, row.started, row.fraction) == (4, 4, Decimal("0.5"))


def test_one_official_is_enrolled_once_by_two_officers():
    official, run, home = person(), edition(), city()
    outcomes: list[str] = []

    def enrol_once() -> None:
        try:
            enrolled(official, run, home)
            outcomes.append("enrolled")
        except enrolment_actions.AlreadyEnrolled:
            outcomes.append("refused")

    at_once(*[enrol_once] * 4)
    assert sorted(outcomes) == ["enrolled", "refused", "refused", "refused"]
    assert Enrolment.objects.count() == 1


def test_twenty_starts_and_submissions_at_once_are_one_attempt_and_one_record():
    enrolment = enrolled(run=edition(published(outline("quiz", lesson("l1", quiz("z1", single("q1"), attempts=1))))))
    course = course_of(enrolment)

    def start() -> None:
        start_attempt(enrolled=course, activity_key="z1", by=enrolment.person, at=DURING)

    at_once(*[start] * 10)
    attempt = QuizAttempt.objects.get()

    def submit() -> None:
        submit_attempt(enrolled=course, attempt=attempt, answers={"q1": "q1c1"}, by=enrolment.person, at=DURING)

    at_once(*[submit] * 10)
    assert LearningRecord.objects.get().score == 1
