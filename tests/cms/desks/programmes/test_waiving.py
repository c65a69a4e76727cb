"""The secretariat waives a unit of a cmi5 package, which then counts as done."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.records.attempts.actions import open_attempt
from courses.records.models import Attempt, LearningRecord, UnitStatement
from lms.audit.models import AuditEntry
from tests.factories.courseware import cmi5, learning_with, structure, unit
from tests.factories.learning import DURING, course_of
from tests.factories.programmes import regional_officer, secretary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING)


@pytest.fixture
def attempt() -> Attempt:
    enrolment = learning_with(cmi5(structure(unit("first") + unit("second"))))
    return open_attempt(enrolled=course_of(enrolment), activity_key="p1", by=enrolment.person, at=DURING)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(secretary())
    return client


def waive(desk: Client, attempt: Attempt, **said: str) -> Any:
    return desk.post(reverse("training:unit", args=[attempt.code]), said)


def test_who_has_begun_a_package_is_listed_and_can_be_searched_for(desk: Client, attempt: Attempt):
    name = attempt.enrolment.person.display_name
    address = reverse("training:units")
    assert name in desk.get(address).content.decode()
    assert list(desk.get(address, {"q": name[:4]}).context["rows"]) == [attempt]
    assert not desk.get(address, {"q": "nobody"}).context["rows"]


def test_a_unit_that_is_waived_counts_as_done_and_is_written_in_the_log(desk: Client, attempt: Attempt):
    assert waive(desk, attempt, unit="0", reason="Broken sound").status_code == 302
    assert list(UnitStatement.objects.filter(verb="waived").values_list("unit", flat=True)) == [0]
    entry = AuditEntry.objects.get(action="unit.waived")
    assert (entry.actor and entry.actor.display_name, entry.details) == ("Sena", {"unit": 0, "reason": "Broken sound"})
    assert not LearningRecord.objects.filter(verb="completed").exists()
    assert waive(desk, attempt, unit="1", reason="Broken sound").status_code == 302
    assert LearningRecord.objects.filter(verb="completed").exists()
    assert waive(desk, attempt, unit="1", reason="Again").status_code == 404


def test_only_a_unit_that_is_not_done_is_waived_and_for_a_reason(desk: Client, attempt: Attempt):
    waive(desk, attempt, unit="0", reason="Broken sound")
    for said in ({"unit": "0", "reason": "Again"}, {"unit": "7", "reason": "x"}, {"unit": "1", "reason": ""}):
        assert waive(desk, attempt, **said).status_code == 200
    assert UnitStatement.objects.filter(verb="waived").count() == 1


def test_another_regions_office_waives_nothing(attempt: Attempt):
    office = Client()
    office.force_login(regional_officer())
    assert office.get(reverse("training:unit", args=[attempt.code])).status_code == 404
    assert waive(office, attempt, unit="0", reason="x").status_code == 404
    assert not UnitStatement.objects.exists()
