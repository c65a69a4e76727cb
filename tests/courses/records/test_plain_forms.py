"""The plain form of each type of content as a learner walks through it: seen, sent with faults, marked, recorded."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.packages.actions import import_package
from courses.packages.models import Blob
from courses.packages.models import ContentFile as HeldFile
from courses.packages.storing import private
from courses.records.models import LearningRecord
from lms.accounts.models import User
from tests.factories import packages
from tests.factories.exercises import EXAMPLES, SCORED, WEBVTT, Example, example, kept
from tests.factories.learning import BEFORE, DURING

pytestmark = pytest.mark.django_db
BrowserOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING)


def learning(held: Example, **translations: Any) -> Enrolment:
    return packages.learning_with(kept(held.main, held.parameters, **translations))


def address(enrolment: Enrolment, name: str = "h5p_plain") -> str:
    return reverse(name, args=[enrolment.code, "foundations", "p1"])


def sent(answers: dict[str, Any]) -> dict[str, Any]:
    return answers | {"sheet": str(uuid4())}


@pytest.mark.parametrize("held", EXAMPLES, ids=lambda one: one.name)
def test_the_exercise_offers_its_plain_form_and_the_form_is_shown(held: Example, browser_of: BrowserOf):
    enrolment = learning(held)
    browser = browser_of(enrolment.person)
    assert f'href="{address(enrolment)}"' in browser.get(address(enrolment, "h5p")).content.decode()
    page = browser.get(address(enrolment)).content.decode()
    assert ("Check my answers" if held.most else "I have read this") in page
    assert not LearningRecord.objects.exists()


@pytest.mark.parametrize("held", SCORED, ids=lambda one: one.name)
def test_answers_are_marked_on_the_server_and_recorded(held: Example, browser_of: BrowserOf):
    enrolment = learning(held)
    browser = browser_of(enrolment.person)
    page = browser.post(address(enrolment), sent(held.partly)).content.decode()
    assert f"Points: {held.points} of {held.most}" in page
    browser.post(address(enrolment), sent(held.right))
    partly, right = LearningRecord.objects.filter(result__plain=True).order_by("score")
    assert (right.score, right.success, right.self_reported) == (Decimal(1), True, False)
    assert (right.verb, right.result) == (
        "completed",
        {"plain": True, "score_raw": str(held.most), "score_max": str(held.most), "attempt": 2},
    )
    assert partly.score == (Decimal(held.points) / held.most).quantize(Decimal("0.0001"))


@pytest.mark.parametrize("name", ["accordion", "cards"])
def test_what_is_only_read_is_completed_without_a_score(name: str, browser_of: BrowserOf):
    enrolment = learning(example(name))
    page = browser_of(enrolment.person).post(address(enrolment), sent({})).content.decode()
    record = LearningRecord.objects.get(result__plain=True)
    assert "Points" not in page
    assert (record.verb, record.score, record.success) == ("completed", None, True)


def test_the_types_own_verdict_counts(browser_of: BrowserOf):
    """MultiChoice here passes with half of its points."""
    enrolment = learning(example("multi-choice"))
    browser_of(enrolment.person).post(address(enrolment), sent({"p1": ["0"]}))
    assert LearningRecord.objects.get(result__plain=True).success is True


def test_a_form_with_faults_comes_back_as_it_was_filled_in_and_in_the_same_order(browser_of: BrowserOf):
    enrolment = learning(example("single-choice-set"))
    browser, answers = browser_of(enrolment.person), sent({"p1": "1"})
    first, second = (browser.post(address(enrolment), answers).content.decode() for _time in range(2))
    assert '<a href="#p2">' in first
    assert 'value="1" checked' in first
    assert first.partition('id="p1"')[2] == second.partition('id="p1"')[2]
    assert not LearningRecord.objects.exists()


def test_the_form_is_in_the_readers_language(browser_of: BrowserOf):
    held = example("true-or-false")
    enrolment = learning(held, ko=held.parameters | {"question": "<p>자동 점검이면 충분하다.</p>"})
    browser = browser_of(enrolment.person)
    browser.cookies["l"] = "ko"
    assert "자동 점검이면 충분하다." in browser.get(address(enrolment)).content.decode()


def test_pictures_of_the_content_come_by_its_signed_addresses(browser_of: BrowserOf):
    enrolment = learning(example("column"))
    page = browser_of(enrolment.person).get(address(enrolment)).content.decode()
    assert 'src="/h5p/' in page
    assert "/content/images/map.png" in page


def test_what_is_not_in_the_readers_language_says_so_and_runs_its_own_way(browser_of: BrowserOf):
    enrolment = learning(example("true-or-false"))
    browser = browser_of(enrolment.person)
    browser.cookies["l"] = "ar"
    assert '<div class="flow" lang="en" dir="ltr">' in browser.get(address(enrolment)).content.decode()
    browser.cookies["l"] = "en"
    assert '<div class="flow">' in browser.get(address(enrolment)).content.decode()


def test_a_transcript_is_read_from_the_contents_file(browser_of: BrowserOf):
    held = kept(example("video").main, example("video").parameters)
    name = private().save("packages/film.vtt", ContentFile(WEBVTT.encode()))
    blob = Blob.objects.create(sha256="0" * 64, name=name, size=len(WEBVTT))
    assert held.current is not None
    HeldFile.objects.create(revision=held.current, path="files/film.vtt", blob=blob)
    enrolment = packages.learning_with(held)
    page = browser_of(enrolment.person).get(address(enrolment)).content.decode()
    assert "Good morning, what can I do for you?" in page


def test_there_is_no_plain_form_while_a_library_waits_for_approval(browser_of: BrowserOf):
    library = {
        "title": "T",
        "machineName": "H5P.TrueFalse",
        "majorVersion": 1,
        "minorVersion": 8,
        "patchVersion": 0,
        "runnable": 1,
    }
    needed = [{"machineName": "H5P.TrueFalse", "majorVersion": 1, "minorVersion": 8}]
    files = {
        "h5p.json": {"title": "T", "language": "en", "mainLibrary": "H5P.TrueFalse", "preloadedDependencies": needed},
        "content/content.json": example("true-or-false").parameters,
        "H5P.TrueFalse-1.8/library.json": library,
        "H5P.TrueFalse-1.8/semantics.json": [{"name": "question", "type": "text", "label": "Question"}],
    }
    waiting = import_package(file=packages.packed(files), by=None, at=BEFORE)
    enrolment = packages.learning_with(waiting)
    browser = browser_of(enrolment.person)
    assert browser.get(address(enrolment)).status_code == 404
    assert address(enrolment) not in browser.get(address(enrolment, "h5p")).content.decode()
    waiting.current.refresh_from_db()
    assert waiting.current.filtered is None
