"""Libraries leave the store when nothing depends on them any more."""

import pytest

from courses.packages.actions import bring_package, remove_library, sweep_packages, try_content
from courses.packages.actions.authoring import Work
from courses.packages.actions.libraries import LibraryStillUsed
from courses.packages.affected import affected_by
from courses.packages.models import Content, Library, LibraryRelease
from tests.courses.packages.stored import stored_files
from tests.factories import people
from tests.factories.learning import BEFORE, DURING
from tests.factories.libraries import brought, library, release
from tests.factories.packages import packed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_storage")]


def test_a_library_is_removed_only_when_nothing_depends_on_it():
    content = brought("A", library("A", needs=["B"]), library("B"))
    needed = release("B").library
    affected = affected_by(needed)
    assert list(affected.contents) == [content]
    assert [str(one) for one in affected.dependants] == ["Test.A 1.0"]
    with pytest.raises(LibraryStillUsed, match=r"Test\.B 1\.0 is needed by Test\.A 1\.0, “Small”\."):
        remove_library(library=needed, by=people.secretary(), at=DURING)


def test_libraries_without_users_are_removed_with_their_files():
    files = {**library("A", needs=["B"]), **library("B")}
    assert bring_package(file=packed(files), by=None, at=BEFORE, approve=True) is None
    for name in "AB":
        remove_library(library=release(name).library, by=people.secretary(), at=DURING)
    sweep_packages(at=DURING)
    assert not Library.objects.exists()
    assert stored_files() == set()


def test_libraries_in_a_circle_that_nothing_else_needs_are_removed_together():
    files = {**library("A", needs=["B"]), **library("B", needs=["A", "C"]), **library("C")}
    bring_package(file=packed(files), by=None, at=BEFORE, approve=True)
    with pytest.raises(LibraryStillUsed, match=r"Test\.C 1\.0 is needed by Test\.B 1\.0\."):
        remove_library(library=release("C").library, by=people.secretary(), at=DURING)
    remove_library(library=release("B").library, by=people.secretary(), at=DURING)
    assert [str(one) for one in Library.objects.all()] == ["Test.C 1.0"]


def test_a_circle_that_a_content_needs_stays():
    brought("A", library("A", needs=["B"]), library("B", needs=["A"]))
    with pytest.raises(LibraryStillUsed, match=r"Test\.A 1\.0, “Small”"):
        remove_library(library=release("B").library, by=people.secretary(), at=DURING)
    assert release("A").library.current


def test_what_waits_or_is_superseded_holds_no_library_but_its_name():
    bring_package(file=packed(library("B")), by=None, at=BEFORE, approve=True)
    bring_package(file=packed(library("A", needs=["B"])), by=None, at=BEFORE)
    remove_library(library=release("B").library, by=people.secretary(), at=DURING)
    assert [str(one.library) for one in LibraryRelease.objects.all()] == ["Test.A 1.0"]
    assert Library.objects.get(machine_name="Test.B").current is None


def test_a_trial_holds_no_library():
    bring_package(file=packed(library("A")), by=None, at=BEFORE, approve=True)
    work = Work(main="Test.A 1.0", title="Draft", language="en", parameters={"text": "x"}, files={})
    try_content(work=work, instead_of=None, by=people.instructor(), at=BEFORE)
    remove_library(library=release("A").library, by=people.secretary(), at=DURING)
    assert not Content.objects.exists()
    assert not Library.objects.exists()
