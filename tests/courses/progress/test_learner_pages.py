"""The learner's desk, and the page that explains the percentage."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

import brotli
import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment import actions as enrolment_actions
from courses.enrolment.models import Enrolment
from courses.programmes.models import Nomination
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.factories.learning import (
    AFTER,
    BEFORE,
    DURING,
    city,
    confirmed_nomination,
    edition,
    enrolled,
    folded,
    passed,
    person,
    read,
    record,
)
from tests.factories.outlines import lesson, outline, published, quiz

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]
DESK = "/my/"


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


def text_of(response) -> str:
    assert response.status_code == 200
    body = re.sub(r"<(style|script).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" (?=[,.:])", "", text)


def explained(enrolment: Enrolment, browser_of: BrowserOf):
    return browser_of(enrolment.person).get(reverse("explanation", args=[enrolment.code]))


def test_a_learner_goes_on_where_it_was_left(browser_of: BrowserOf):
    enrolment = enrolled()
    read(enrolment, "l1")
    record(enrolment, LearningRecord.Verb.OPENED, "l3")
    folded(enrolment)
    response = browser_of(enrolment.person).get(DESK)
    assert 'href="/en/courses/demo/m/l3/">Continue: Lesson l3</a>' in response.content.decode()
    assert "25%" in text_of(response)


def test_a_learner_who_has_not_begun_starts_at_the_first_lesson(browser_of: BrowserOf):
    enrolment = enrolled()
    assert "Start: Lesson l1" in text_of(browser_of(enrolment.person).get(DESK))


def test_when_a_course_is_done_the_next_one_follows(browser_of: BrowserOf):
    run = edition(published(outline("one", lesson("a"))), published(outline("two", lesson("b"))))
    enrolment = enrolled(run=run)
    read(enrolment, "a")
    folded(enrolment)
    assert "Start: Lesson b" in text_of(browser_of(enrolment.person).get(DESK))


def test_the_deadline_is_told_in_the_time_of_the_city_and_of_the_learner(browser_of: BrowserOf):
    enrolment = enrolled(person(time_zone="Europe/Madrid"))
    desk = text_of(browser_of(enrolment.person).get(DESK))
    assert "29 May 2026, 23:59 (Nairobi time)" in desk
    assert "29 May 2026, 22:59 (your time)" in desk
    assert "58 days left" in desk


def test_a_learner_in_the_time_zone_of_the_city_is_told_once(browser_of: BrowserOf):
    enrolment = enrolled(person(time_zone="Africa/Nairobi"))
    assert "your time" not in text_of(browser_of(enrolment.person).get(DESK))


def test_what_is_coming_and_what_is_over_have_their_places(browser_of: BrowserOf, time_machine):
    official = person()
    enrolled(official, edition(code="PAST"))
    enrolment_actions.withdraw_enrolment(enrolment=Enrolment.objects.get(), reason="Moved abroad", by=None, at=DURING)
    time_machine.move_to(BEFORE)
    enrolled(official, edition(code="COMING"), at=BEFORE)
    desk = text_of(browser_of(official).get(DESK))
    assert "Now" not in desk.split("My learning", 3)[-1].split("Coming")[0]
    assert desk.index("Coming") < desk.index("COMING") < desk.index("Earlier") < desk.index("PAST")
    assert "Moved abroad" in desk
    assert "Starts: 9 March 2026, 00:00" in desk


def test_a_seat_to_confirm_stands_first(browser_of: BrowserOf):
    official = person()
    nomination = confirmed_nomination(official, edition(), city())
    Nomination.objects.update(state=Nomination.State.SELECTED)
    response = browser_of(official).get(DESK)
    assert "Waiting for your answer" in text_of(response)
    assert reverse("nomination", args=[nomination.code]) in response.content.decode()


def test_who_was_not_invited_is_told_how_one_is(browser_of: BrowserOf):
    assert "Training is by invitation" in text_of(browser_of(person("Salma")).get(DESK))


def test_the_desk_shows_nothing_of_others(browser_of: BrowserOf):
    other = enrolled()
    assert other.code not in browser_of(person("Salma")).get(DESK).content.decode()


def test_the_desk_asks_who_is_there():
    assert Client().get(DESK)["Location"].startswith("/accounts/login/")


def test_the_desk_costs_the_same_for_one_enrolment_and_for_twenty(browser_of: BrowserOf, django_assert_num_queries):
    course, official = published(), person()
    browser = browser_of(official)
    for count in (1, 20):
        for number in range(Enrolment.objects.count(), count):
            folded(enrolled(official, edition(course, code=f"E{number}")))
        browser.get(DESK)
        with django_assert_num_queries(3):
            browser.get(DESK)


def test_what_is_missing_is_listed_with_a_link_to_do_it(browser_of: BrowserOf):
    enrolment = enrolled()
    read(enrolment, "l1", "l2")
    record(enrolment, LearningRecord.Verb.ANSWERED, "z1", score=Decimal("0.5"), success=False)
    folded(enrolment)
    response = explained(enrolment, browser_of)
    said = text_of(response)
    assert "2 required lessons are missing." in said
    assert "you have done 2 of 4" in said
    assert "Quiz z1: best result 50%, 70% is needed" in said
    assert "the mean of your quizzes is 50%, and 70% is needed" in said
    assert "Not marked as read yet" in said
    assert reverse("quiz", args=[enrolment.code, "foundations", "z1"]) in response.content.decode()


def test_what_is_done_stands_with_its_evidence(browser_of: BrowserOf):
    enrolment = enrolled()
    read(enrolment, "l1")
    passed(enrolment, "z1", score="0.9")
    folded(enrolment)
    said = text_of(explained(enrolment, browser_of))
    assert "Marked as read · 1 April 2026, 12:00 (EAT)" in said
    assert "Quiz z1: passed, best result 90% · 1 April 2026, 12:00 (EAT)" in said
    assert "Last counted: 1 April 2026, 12:00 (EAT)" in said


def test_weights_and_optional_lessons_are_explained(browser_of: BrowserOf):
    course = published(outline("weighted", lesson("l1", weight=3), lesson("l2"), lesson("l3", required=False)))
    enrolment = enrolled(run=edition(course))
    read(enrolment, "l1")
    folded(enrolment)
    said = text_of(explained(enrolment, browser_of))
    assert "you have 3 of 4" in said
    assert "weight 3" in said
    assert "optional, does not count" in said
    assert "75%" in said


def test_a_score_just_below_the_mark_is_not_shown_as_the_mark(browser_of: BrowserOf):
    course = published(outline("close", lesson("l1", quiz("z1", pass_mark=0), quiz("z2", pass_mark=0))))
    enrolment = enrolled(run=edition(course))
    passed(enrolment, "z1", "z2", score="0.6999")
    folded(enrolment)
    assert "the mean of your quizzes is 69%, and 70% is needed" in text_of(explained(enrolment, browser_of))


def test_a_record_that_is_still_being_counted_is_mentioned(browser_of: BrowserOf):
    enrolment = enrolled()
    assert "Nothing has been counted yet." in text_of(explained(enrolment, browser_of))
    read(enrolment, "l1")
    assert "still being counted" in text_of(explained(enrolment, browser_of))
    folded(enrolment)
    assert "still being counted" not in text_of(explained(enrolment, browser_of))


def test_the_explanation_stays_after_the_end(browser_of: BrowserOf, time_machine):
    enrolment = enrolled()
    read(enrolment, "l1", "l2", "l3")
    passed(enrolment, "z1")
    folded(enrolment)
    time_machine.move_to(AFTER)
    said = text_of(explained(enrolment, browser_of))
    assert "100%" in said
    assert "No required lesson is missing." in said


def test_the_explanation_of_another_is_not_there(browser_of: BrowserOf):
    enrolment = enrolled()
    browser = browser_of(person("Salma"))
    for code in (enrolment.code, "unknown"):
        assert browser.get(reverse("explanation", args=[code])).status_code == 404


def test_an_explanation_costs_the_same_for_few_lessons_and_for_many(browser_of, django_assert_num_queries):
    for count in (2, 50):
        course = published(outline(f"c{count}", *(lesson(f"l{number}") for number in range(count))))
        enrolment = folded(enrolled(run=edition(course, code=f"E{count}")))
        browser = browser_of(enrolment.person)
        address = reverse("explanation", args=[enrolment.code])
        browser.get(address)
        with django_assert_num_queries(4):
            browser.get(address)


def test_the_pages_are_light(browser_of: BrowserOf):
    lessons = [lesson(f"l{number}") for number in range(12)]
    enrolment = folded(enrolled(run=edition(published(outline("long", *lessons)))))
    for address in (DESK, reverse("explanation", args=[enrolment.code])):
        page = browser_of(enrolment.person).get(address)
        assert len(brotli.compress(page.content, quality=5)) < 14_000
