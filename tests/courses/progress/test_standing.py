from decimal import Decimal

import pytest

from courses.enrolment import actions as enrolment_actions
from courses.outline.models import Course
from courses.progress.queries import standing_in
from courses.records.actions import record_opened
from courses.records.models import LearningRecord
from tests.factories.learning import DURING, edition, enrolled, folded, person, read, record
from tests.factories.outlines import lesson, outline, published

pytestmark = pytest.mark.django_db


def key_of(slug: str = "foundations"):
    return Course.objects.get(slug=slug).key


def test_a_standing_says_what_a_lesson_page_shows():
    enrolment = enrolled()
    record(enrolment, LearningRecord.Verb.OPENED, "l2")
    read(enrolment, "l1")
    folded(enrolment)
    standing = standing_in(person=enrolment.person, course_key=key_of())
    assert standing is not None
    assert (standing.code, standing.state, standing.course_slug) == (enrolment.code, "active", "foundations")
    assert (sorted(standing.done), sorted(standing.opened)) == (["l1"], ["l1", "l2"])
    assert (standing.fraction, standing.version, standing.last_lesson) == (Decimal("0.25"), 1, "l2")
    assert standing.ends_on == enrolment.ends_on


def test_a_standing_is_one_statement_with_or_without_progress(django_assert_num_queries):
    enrolment = enrolled()
    person_, key = enrolment.person, key_of()
    for _time in range(2):
        with django_assert_num_queries(1):
            standing = standing_in(person=person_, course_key=key)
        assert standing is not None
        assert standing.fraction == 0
        folded(enrolment)


def test_the_standing_is_that_of_the_course_asked_for():
    run = edition(published(outline("one", lesson("a"))), published(outline("two", lesson("b"))))
    enrolment = enrolled(run=run)
    read(enrolment, "a")
    folded(enrolment)
    one = standing_in(person=enrolment.person, course_key=key_of("one"))
    two = standing_in(person=enrolment.person, course_key=key_of("two"))
    assert one is not None
    assert two is not None
    assert (one.fraction, two.fraction) == (Decimal(1), Decimal(0))


def test_of_several_enrolments_the_active_one_counts():
    course = published()
    official = person()
    active = enrolled(official, edition(course, code="A"))
    withdrawn = enrolled(official, edition(course, code="B"))
    enrolment_actions.withdraw_enrolment(enrolment=withdrawn, reason="Twice", by=None, at=DURING)
    standing = standing_in(person=official, course_key=course.key)
    assert standing is not None
    assert standing.code == active.code


def test_who_is_not_enrolled_has_no_standing():
    enrolled()
    assert standing_in(person=person("Salma"), course_key=key_of()) is None


def test_a_standing_serves_a_record_without_another_question(django_assert_num_queries):
    enrolment = enrolled()
    read(enrolment, "l1")
    standing = standing_in(person=enrolment.person, course_key=key_of())
    assert standing is not None
    with django_assert_num_queries(1):
        record_opened(enrolled=standing.enrolled, lesson_key="l2", by=enrolment.person, at=DURING)
    assert LearningRecord.objects.filter(verb="opened", activity_key="l2").exists()
