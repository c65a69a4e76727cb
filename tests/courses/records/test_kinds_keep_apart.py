"""Each kind of content is heard at its own addresses, and played in the revision of its attempt."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.enrolment.models import Enrolment
from courses.packages.actions import import_package
from courses.records.attempts.actions import open_attempt
from courses.records.models import Attempt, AttemptState, LearningRecord
from lms.accounts.models import User
from tests.factories import courseware, packages
from tests.factories.learning import DURING, course_of

pytestmark = pytest.mark.django_db
OPENINGS = {"h5p": "open_attempt", "scorm": "package_open", "cmi5": "cmi5_open"}
MADE: dict[str, Callable[[], Enrolment]] = {
    "h5p": lambda: packages.learning_with(packages.content()),
    "scorm": lambda: courseware.learning_with(courseware.scorm(courseware.manifest_12())),
    "cmi5": lambda: courseware.learning_with(courseware.cmi5(courseware.structure())),
}
SAID: dict[str, tuple[str, list[Any], dict[str, Any]]] = {
    "attempt_states": ("h5p", [], {"states": {"cmi:x": "x"}}),
    "attempt_result": ("h5p", [], {"completion": True, "success": True}),
    "package_commit": ("scorm", [], {"item": 0, "cmi": {"core": {"lesson_status": "passed"}}, "finished": True}),
    "cmi5_standing": ("cmi5", [], {}),
    "cmi5_launch": ("cmi5", [0], {}),
}


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING, tick=False)


def attempted(enrolment: Enrolment) -> Attempt:
    return open_attempt(enrolled=course_of(enrolment), activity_key="p1", by=enrolment.person, at=DURING)


def post(browser: Client, address: str, body: dict[str, Any]) -> int:
    key = {"Idempotency-Key": "0b8a4b3c-52a5-4b43-9a55-0a3f5f1f7d10"}
    status: int = browser.post(address, body, content_type="application/json", headers=key).status_code
    return status


@pytest.mark.parametrize("kind", MADE)
def test_no_kind_is_opened_or_heard_at_the_addresses_of_another(kind: str, browser_of: Callable[[User], Client]):
    enrolment = MADE[kind]()
    browser, attempt = browser_of(enrolment.person), attempted(enrolment)
    for other, name in OPENINGS.items():
        status = post(browser, reverse(name, args=[enrolment.code, "foundations", "p1"]), {})
        assert (other == kind) == (status == 200), (kind, name, status)
    foreign = {name: held for name, held in SAID.items() if held[0] != kind}
    statuses = {name: post(browser, reverse(name, args=[attempt.code, *more]), body)
                for name, (_kind, more, body) in foreign.items()}  # fmt: skip
    assert set(statuses.values()) == {404}, statuses
    assert not LearningRecord.objects.filter(verb="completed").exists()
    assert not AttemptState.objects.exists()


def test_the_page_plays_the_revision_of_the_attempt_under_way(browser_of: Callable[[User], Client]):
    content = packages.content()
    enrolment = packages.learning_with(content)
    attempt = attempted(enrolment)
    import_package(
        file=packages.small(**{"content/content.json": {"text": "Later"}}), by=None, at=DURING, approve=True,
        content=content,
    )  # fmt: skip
    content.refresh_from_db()
    assert content.current_id != attempt.revision_id
    page = reverse("h5p", args=[enrolment.code, "foundations", "p1"])
    shown = browser_of(enrolment.person).get(page).context["player"]
    assert shown.content_id == attempt.revision_id
