"""Two imports at the same time, and an import while the sweep is at work."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from courses.packages.actions import import_package, importing, sweep_packages
from courses.packages.models import Blob, Content, Library, LibraryRelease, LooseFiles
from courses.packages.queries import is_waiting
from courses.packages.storing import Written, write_missing
from tests.courses.packages.stored import stored_files
from tests.factories.learning import BEFORE, DURING
from tests.factories.libraries import library, package

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_storage")]


def at_once(*acts: Callable[[], object]) -> list[object]:
    def act(one: Callable[[], object]) -> object:
        try:
            return one()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(act, one) for one in acts]]


def written_then(act: Callable[[], object]) -> Callable[..., Written]:
    """An import does this after it has written its files and before it lists them."""

    def write(*values: Any, **more: Any) -> Written:
        written = write_missing(*values, **more)
        act()
        return written

    return write


def imported() -> Content:
    file = package("A", library("A", needs=["B"]), library("B"))
    return import_package(file=file, by=None, at=BEFORE, approve=True)


def test_two_imports_of_the_same_new_library_make_one_of_it(monkeypatch: pytest.MonkeyPatch):
    ready = Barrier(2)

    monkeypatch.setattr(importing, "write_missing", written_then(lambda: ready.wait(20)))
    contents = at_once(imported, imported)
    assert len({content.pk for content in contents}) == 2
    assert Library.objects.count() == LibraryRelease.objects.count() == 2
    assert not any(is_waiting(content.shown) for content in contents)
    assert stored_files() == set(Blob.objects.values_list("name", flat=True))
    assert not LooseFiles.objects.exists()


def test_what_is_swept_between_the_look_and_the_lock_is_written_again(monkeypatch: pytest.MonkeyPatch):
    first = imported()
    swept = []

    def sweep_once():
        if not swept:
            swept.append(True)
            Content.objects.update(current=None)
            Content.objects.filter(pk=first.pk).delete()
            Library.objects.update(current=None)
            LibraryRelease.objects.all().delete()
            Library.objects.all().delete()
            sweep_packages(at=DURING)

    file = package("C", library("C", script="// A.0"))
    monkeypatch.setattr(importing, "write_missing", written_then(sweep_once))
    content = import_package(file=file, by=None, at=BEFORE, approve=True)
    assert swept
    assert not is_waiting(content.shown)
    assert stored_files() == set(Blob.objects.values_list("name", flat=True))
