"""The page of an exercise and its plain form, which is marked on the server."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.factories import packages
from tests.factories.learning import AFTER, DURING, person

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


@pytest.fixture
def enrolment() -> Enrolment:
    return packages.learning_with(packages.service_scale())


def address(enrolment: Enrolment, name: str = "h5p", key: str = "p1") -> str:
    return reverse(name, args=[enrolment.code, "foundations", key])


def answers(*practice: str, **changes: str) -> dict[str, str]:
    own = {f"name-{number}": "Permit" for number in range(1, 6)} | {f"step-{number}": "1" for number in range(1, 6)}
    return {f"practice-{place}": step for place, step in enumerate(practice)} | own | {"sheet": str(uuid4())} | changes


def test_the_page_offers_the_player_and_loads_nothing_of_it(enrolment: Enrolment, browser_of: BrowserOf):
    page = browser_of(enrolment.person).get(address(enrolment)).content.decode()
    assert f'data-open="{address(enrolment, "open_attempt")}"' in page
    assert f'href="{address(enrolment, "h5p_plain")}"' in page
    assert "frame.bundle" not in page
    assert "<iframe" not in re.sub("<template>.*?</template>", "", page, flags=re.DOTALL)


def test_looking_records_nothing(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(enrolment.person)
    for name in ("h5p", "h5p_plain"):
        assert browser.get(address(enrolment, name)).status_code == 200
    assert not LearningRecord.objects.exists()


def test_the_plain_form_is_marked_on_the_server_and_recorded(enrolment: Enrolment, browser_of: BrowserOf):
    page = browser_of(enrolment.person).post(address(enrolment, "h5p_plain"), answers("1", "2", "3"))
    record = LearningRecord.objects.get(verb="completed")
    assert "Points: 2 of 3" in page.content.decode()
    assert (record.verb, record.activity_key, record.self_reported) == ("completed", "p1", False)
    assert (float(record.score), record.success) == (0.6667, False)
    assert "Permit" not in str(record.result)


def test_a_sheet_that_is_sent_twice_counts_once(enrolment: Enrolment, browser_of: BrowserOf):
    browser, sheet = browser_of(enrolment.person), answers("1", "2", "0")
    for _time in range(2):
        assert browser.post(address(enrolment, "h5p_plain"), sheet).status_code == 200
    assert LearningRecord.objects.get(verb="completed").success is True


@pytest.mark.parametrize(
    "changes", [{"practice-0": ""}, {"practice-0": "4"}, {"name-5": " "}, {"step-1": ""}, {"sheet": "x"}]
)
def test_a_sheet_with_something_missing_comes_back_with_what_was_filled_in(enrolment, browser_of, changes):
    page = browser_of(enrolment.person).post(address(enrolment, "h5p_plain"), answers("1", "2", "0", **changes))
    assert 'value="Permit"' in page.content.decode()
    assert not LearningRecord.objects.exists()


def test_the_plain_form_is_in_the_readers_language(enrolment: Enrolment, browser_of: BrowserOf):
    browser = browser_of(enrolment.person)
    browser.cookies["l"] = "ko"
    page = browser.get(address(enrolment, "h5p_plain")).content.decode()
    assert "대형 폐기물" in page


def test_after_the_deadline_it_can_be_tried_but_is_not_recorded(enrolment, browser_of, time_machine):
    time_machine.move_to(AFTER)
    browser = browser_of(enrolment.person)
    assert "data-open" not in browser.get(address(enrolment)).content.decode()
    answer = browser.post(address(enrolment, "h5p_plain"), answers("1", "2", "0"))
    assert answer.status_code == 409
    assert "The deadline has passed" in answer.content.decode()
    assert not LearningRecord.objects.exists()


def test_another_persons_exercise_is_not_there(enrolment: Enrolment, browser_of: BrowserOf):
    stranger = browser_of(person("Salma"))
    for name in ("h5p", "h5p_plain"):
        foreign, unknown = address(enrolment, name), address(enrolment, name).replace(enrolment.code, "unknown")
        assert stranger.get(foreign).status_code == stranger.get(unknown).status_code == 404
        assert Client().get(foreign).status_code == 302
        assert browser_of(enrolment.person).get(address(enrolment, name, "x")).status_code == 404


def test_a_type_without_a_plain_form_says_that_it_needs_script(browser_of: BrowserOf):
    enrolment = packages.learning_with(packages.content())
    browser = browser_of(enrolment.person)
    assert "works only with JavaScript" in browser.get(address(enrolment)).content.decode()
    assert browser.get(address(enrolment, "h5p_plain")).status_code == 404
