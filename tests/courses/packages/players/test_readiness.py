"""Bundles are there before a learner asks; where they are not, one is made quickly, by one process."""

from threading import Timer

import pytest
from django.core.cache import cache

from courses.packages.actions import approve_release
from courses.packages.models import Bundle, ContentRevision
from courses.packages.players.actions import QUICK, keep_bundle
from courses.packages.players.bundling import Bundled, key_of
from courses.packages.players.sets import core_key, libraries_key
from courses.packages.queries import releases_of
from lms.celery import app
from lms.jobs.models import Job
from lms.jobs.tasks import perform
from tests.factories import people
from tests.factories.learning import DURING
from tests.factories.libraries import brought, library, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_storage")]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING, tick=False)


def made_ready() -> None:
    app.loader.import_default_modules()
    for job in Job.objects.filter(task="packages.make_ready", state=Job.State.QUEUED):
        perform(job_id=job.pk)


def never() -> Bundled:
    raise AssertionError("It is there.")


def test_a_content_that_comes_in_is_made_ready_by_a_job_and_a_learner_finds_it():
    content = brought("A", library("A"))
    made_ready()
    before = set(Bundle.objects.values_list("key", flat=True))
    releases = releases_of(content.shown)
    assert {libraries_key(releases, at=DURING), core_key(at=DURING)} == before
    assert libraries_key(releases, at=DURING) == key_of(one.digest for one in releases)


def test_an_upgrade_and_an_approval_are_made_ready_too():
    content = brought("A", library("A"), approve=False)
    assert not Job.objects.filter(task="packages.make_ready").exists()
    approve_release(release=release("A"), by=people.secretary(), at=DURING)
    made_ready()
    brought("A", library("A", patch=1))
    made_ready()
    assert ContentRevision.objects.get(pk=content.shown.pk).filtered is not None
    assert Bundle.objects.filter(key=key_of([release("A", 1).digest])).exists()


def test_where_no_job_has_been_a_quick_one_is_made_and_the_dense_one_takes_its_place():
    releases = releases_of(brought("A", library("A")).shown)
    quick = libraries_key(releases, at=DURING)
    assert quick != key_of(one.digest for one in releases)
    assert libraries_key(releases, at=DURING) == quick
    made_ready()
    assert libraries_key(releases, at=DURING) == key_of(one.digest for one in releases)


def test_who_comes_while_another_makes_it_waits():
    made = keep_bundle(key="a", make=lambda: Bundled(b"1", b"2"), at=DURING, quality=QUICK)
    Bundle.objects.update(key="b")
    cache.set("packages.bundle:a", True)
    begun: list[str] = []

    def make() -> Bundled:
        begun.append("made")
        return Bundled(b"1", b"2")

    timer = Timer(0.5, lambda: cache.delete("packages.bundle:a"))
    timer.start()
    again = keep_bundle(key="a", make=make, at=DURING, quality=QUICK)
    timer.join()
    assert begun == ["made"]
    assert again.script == made.script
    assert keep_bundle(key="a", make=never, at=DURING, quality=QUICK) == again
