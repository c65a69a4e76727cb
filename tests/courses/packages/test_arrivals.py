"""Uploads: put down with a job, taken in once, refused in the uploader's words, with how far it is."""

from datetime import timedelta

import pytest
from django.core.files import File
from django.utils import translation

from courses.packages.actions import receive_package, remove_content, sweep_packages, take_in_arrival
from courses.packages.actions.contents import StillUsed
from courses.packages.actions.importing import MayNotManageLibraries
from courses.packages.models import Arrival, Content, LibraryRelease
from courses.packages.refusals import TooLarge
from lms.jobs.models import Job
from tests.courses.packages.stored import stored_files
from tests.factories import packages, people
from tests.factories.learning import AFTER, BEFORE, DURING
from tests.factories.libraries import library, package
from tests.factories.work import package_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_storage")]


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine):
    time_machine.move_to(DURING, tick=False)


def test_an_upload_waits_in_private_storage_until_its_job_takes_it_in():
    arrival = packages.uploaded(by=people.instructor())
    assert stored_files() == {arrival.name}
    assert arrival.job.state == Job.State.QUEUED
    package_jobs()
    arrival.refresh_from_db()
    assert arrival.content == Content.objects.get()
    assert arrival.ended_at
    assert arrival.job.__class__.objects.get().state == Job.State.DONE
    sweep_packages(at=AFTER)
    assert arrival.name not in stored_files()


def test_a_refusal_is_kept_in_the_uploaders_language_and_ends_the_job():
    with translation.override("ko"):
        file = packages.small(**{"content__a.html": "<p>"})
    officer = people.instructor()
    arrival = receive_package(file=File(file), name="a.h5p", language="ko", by=officer, at=BEFORE)
    package_jobs()
    arrival.refresh_from_db()
    assert arrival.content is None
    assert "content/a.html" in arrival.refusal
    with translation.override("ko"):
        assert arrival.refusal.partition(":")[2] != ": files of this kind are not allowed here."
    assert Job.objects.get().state == Job.State.DONE


def test_taking_in_twice_makes_one_content():
    arrival = packages.uploaded(by=people.instructor())
    for _time in range(2):
        take_in_arrival(arrival_id=arrival.pk, at=DURING)
    assert Content.objects.count() == 1


def test_the_jobs_row_tells_how_far_it_is():
    chain = [library(f"L{n}") for n in range(20)]
    file = package("L0", library("L0", needs=[f"L{n}" for n in range(1, 20)]), *chain[1:])
    packages.uploaded(by=people.instructor(), file=file)
    package_jobs()
    job = Job.objects.get()
    assert job.total == 60 + 41
    assert 60 < job.done <= job.total


def test_libraries_of_an_instructors_upload_wait():
    packages.uploaded(by=people.instructor(), file=package("A", library("A")))
    package_jobs()
    assert LibraryRelease.objects.get().state == LibraryRelease.State.QUARANTINED


def test_who_may_not_manage_libraries_cannot_upload_with_approval():
    with pytest.raises(MayNotManageLibraries):
        packages.uploaded(by=people.instructor(), approve=True)
    assert stored_files() == set()
    packages.uploaded(by=people.secretary(), approve=True)
    package_jobs()
    assert LibraryRelease.objects.get().state == LibraryRelease.State.APPROVED


def test_what_is_too_large_is_not_even_put_down(monkeypatch):
    monkeypatch.setattr("courses.packages.actions.arrivals.LIMITS", type("Limits", (), {"package": 10}))
    with pytest.raises(TooLarge):
        packages.uploaded(by=people.instructor())
    assert stored_files() == set()


def test_an_upload_that_cannot_be_listed_leaves_nothing(monkeypatch):
    def fail(**_values):
        raise OSError("disk full")

    monkeypatch.setattr("courses.packages.actions.arrivals.audit", fail)
    with pytest.raises(OSError, match="disk full"):
        packages.uploaded(by=people.instructor())
    assert stored_files() == set()
    assert not Arrival.objects.exists()


def test_a_content_that_is_about_to_be_replaced_is_not_removed():
    content = packages.content()
    packages.uploaded(by=people.instructor(), replaces=content)
    with pytest.raises(StillUsed):
        remove_content(content=content, by=None, at=DURING)
    package_jobs()
    content.refresh_from_db()
    assert content.shown.number == 2
    remove_content(content=content, by=None, at=DURING)
    assert Arrival.objects.get().content is None


def test_an_upload_whose_job_failed_for_good_lets_its_file_and_the_content_go():
    """A day later: until then the secretariat may have the job tried again."""
    content = packages.content()
    arrival = packages.uploaded(by=people.instructor(), replaces=content)
    Job.objects.update(state=Job.State.FAILED, ended_at=DURING)
    sweep_packages(at=DURING)
    assert arrival.name in stored_files()
    sweep_packages(at=DURING + timedelta(days=2))
    arrival.refresh_from_db()
    assert "went wrong on this site" in arrival.refusal
    assert arrival.ended_at
    sweep_packages(at=DURING + timedelta(days=4))
    assert arrival.name not in stored_files()
    remove_content(content=content, by=None, at=DURING)


def test_an_upload_whose_job_is_gone_ends():
    arrival = packages.uploaded(by=people.instructor())
    Job.objects.all().delete()
    sweep_packages(at=DURING)
    arrival.refresh_from_db()
    assert arrival.ended_at
    assert arrival.refusal
