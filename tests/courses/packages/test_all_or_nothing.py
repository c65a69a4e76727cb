"""An import that fails or is killed in the middle leaves neither a file nor a row."""

import pytest
from django.core.files.storage import FileSystemStorage

from courses.packages.actions import sweep_packages
from courses.packages.models import Blob, Content, Library, LibraryRelease, LooseFiles
from tests.courses.packages.stored import stored_files
from tests.factories.learning import AFTER, BEFORE
from tests.factories.libraries import brought, library

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_storage")]


@pytest.mark.parametrize("written", [1, 3])
def test_storage_that_fails_in_the_middle_leaves_nothing(monkeypatch, written):
    save, count = FileSystemStorage.save, []

    def fail(storage, name, content, max_length=None):
        count.append(name)
        if len(count) > written:
            raise OSError("disk full")
        return save(storage, name, content, max_length=max_length)

    monkeypatch.setattr(FileSystemStorage, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        brought("A", library("A", needs=["B"]), library("B"))
    assert len(count) == written + 1
    assert stored_files() == set()
    for model in (Content, Library, LibraryRelease, Blob, LooseFiles):
        assert not model.objects.exists()


@pytest.mark.parametrize("where", ["revisions", "shelving"])
def test_a_row_that_cannot_be_written_leaves_nothing(monkeypatch, where):
    def fail(**_values):
        raise OSError("disk full")

    monkeypatch.setattr(f"courses.packages.actions.{where}.audit", fail)
    with pytest.raises(OSError, match="disk full"):
        brought("A", library("A"))
    assert stored_files() == set()
    for model in (Content, Library, LibraryRelease, Blob, LooseFiles):
        assert not model.objects.exists()


def test_what_a_killed_import_left_is_swept_after_a_day(monkeypatch):
    def killed(*_values, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("courses.packages.actions.importing.adopt", killed)
        patch.setattr("courses.packages.actions.importing.settle", killed)
        with pytest.raises(KeyboardInterrupt):
            brought("A", library("A"))
    assert len(stored_files()) == 3
    sweep_packages(at=BEFORE)
    assert len(stored_files()) == 3
    sweep_packages(at=AFTER)
    assert stored_files() == set()
    assert not LooseFiles.objects.exists()
