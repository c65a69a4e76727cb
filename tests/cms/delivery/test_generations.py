"""What the cache keeps of pages: nothing without an end, and nothing of what is not there."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from cms.delivery import generation
from courses.outline.models import Course
from tests.factories import learning

pytestmark = pytest.mark.django_db
LESSON = "/en/courses/small/m1/m1-l1/"


def kept() -> dict[str, Any]:
    """Every key of this process's cache, and when it ends."""
    return dict(vars(caches["default"])["_expire_info"])


@pytest.fixture
def learner(course: Course, client: Client) -> Client:
    client.force_login(learning.enrolled(run=learning.edition(course)).person)
    return client


def test_asking_for_pages_that_are_not_there_leaves_nothing_in_the_cache(course: Course, client: Client) -> None:
    client.get("/en/courses/nothing/")
    before = set(kept())
    for number in range(20):
        assert client.get(f"/en/courses/nothing-{number}/").status_code == 404
        assert client.get(f"/en/courses/nothing-{number}/m1/m1-l1/").status_code == 404
        assert client.get(f"/en/courses/small/m1/nothing-{number}/").status_code == 404
    assert {key for key in set(kept()) - before if "nothing-" in key} == set()
    assert len(set(kept()) - before) <= 1, "the mark of the course that is there, at most"


def test_nothing_is_kept_without_an_end(learner: Client) -> None:
    generation.begin_anew("small")
    generation.begin_anew()
    assert learner.get(LESSON).status_code == 200
    assert [key for key, ends in kept().items() if ends is None] == []


def test_what_changed_while_it_was_made_is_made_again(course: Course) -> None:
    def made_before_a_change() -> str:
        generation.begin_anew("small")
        return "old"

    for known in (False, True):
        if known:
            generation.begin_anew("small")
        assert generation.remembered("page", made_before_a_change, course="small") == "old"
        assert generation.remembered("page", lambda: "new", course="small") == "new"
        assert generation.remembered("page", lambda: "newer", course="small") == "new"
        generation.begin_anew()


def test_what_was_not_there_is_found_as_soon_as_it_is() -> None:
    assert generation.remembered("late", lambda: None, course="late") is None
    assert generation.remembered("late", lambda: "there", course="late") == "there"
    assert generation.remembered("late", lambda: "again", course="late") == "there"
