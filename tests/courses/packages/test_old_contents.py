"""What the old table held, with a copy of every library for every content, becomes contents and libraries."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from django.core.files.base import ContentFile as Bytes
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from courses.packages.actions import sweep_packages
from courses.packages.models import Blob, Content, LibraryRelease
from courses.packages.queries import is_waiting, releases_of
from courses.packages.storing import open_blob, private
from tests.courses.packages.stored import stored_files
from tests.factories import people
from tests.factories.learning import BEFORE
from tests.factories.libraries import library, text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_storage")]
MIGRATION = import_module("courses.packages.migrations.0004_old_contents_into_the_store")


@pytest.fixture
def apps_then():
    """The models as they were, with the old table."""
    state = MigrationLoader(connection).project_state([("packages", "0003_files_on_their_way")])
    with connection.schema_editor() as editor:
        editor.create_model(state.apps.get_model("packages", "H5PContent"))
    return state.apps


def old_content(apps, pk: int, files: dict, names: list[str]):
    held = {name: value if isinstance(value, bytes) else json.dumps(value).encode() for name, value in files.items()}
    for name, data in held.items():
        private().save(f"h5p/{pk}/{name}", Bytes(data))
    libraries = [
        {"name": text(name), "folder": text(name).replace(" ", "-"), "scripts": [], "styles": []} for name in names
    ]
    user = apps.get_model("accounts", "User").objects.get(pk=people.instructor().pk)
    return apps.get_model("packages", "H5PContent").objects.create(
        pk=pk, title=f"Content {pk}", main_library=text(names[-1]), language="en", folder=f"h5p/{pk}",
        files={name: len(data) for name, data in held.items()}, libraries=libraries, sha256="0" * 64, size=1,
        licence="CC BY", uploaded_by=user, uploaded_at=BEFORE,
    )  # fmt: skip


def packed_as_old(*libraries: dict) -> dict:
    return {
        name: value.encode() if isinstance(value, str) else value for one in libraries for name, value in one.items()
    }


def files_of(patch: int) -> dict:
    scripts = packed_as_old(library("A", needs=["B"], patch=patch), library("B"))
    return {
        "h5p.json": {"title": "x"}, "content/content.json": {"text": f"Patch {patch}"},
        "content/content.ko.json": {"text": "안녕"}, "content/images/a.png": b"\x89PNG", **scripts,
    }  # fmt: skip


def converted(apps) -> None:
    with connection.schema_editor() as editor:
        MIGRATION.convert(apps, editor)


def test_ids_parameters_files_and_languages_stay_and_libraries_are_shared(apps_then):
    for pk, patch in ((7, 1), (12, 2)):
        old_content(apps_then, pk, files_of(patch), ["B", "A"])
    converted(apps_then)
    first, second = Content.objects.order_by("pk")
    assert (first.pk, second.pk) == (7, 12)
    assert (first.title, first.made_by.groups.get().name, first.made_at) == ("Content 7", "instructor", BEFORE)
    assert first.shown.parameters == {"text": "Patch 1"}
    assert first.shown.translations == {"ko": {"text": "안녕"}}
    assert first.shown.metadata == {"license": "CC BY"}
    assert [str(one) for one in releases_of(first.shown)] == ["Test.B 1.0.0", "Test.A 1.0.2"]
    assert not is_waiting(first.shown)
    assert LibraryRelease.objects.count() == 2
    picture = first.shown.files.get(path="images/a.png").blob
    assert picture == second.shown.files.get(path="images/a.png").blob
    with open_blob(picture) as file:
        assert file.read() == b"\x89PNG"


def test_what_most_contents_use_stays_current_and_a_newer_release_waits(apps_then):
    """The newer patch needs a library that the older ones' packages do not have."""
    newer = files_of(1) | packed_as_old(library("A", needs=["B", "C"], patch=9), library("C"))
    twin = files_of(1) | packed_as_old(library("A", needs=["B"], patch=1, script="alert(1)"))
    old_content(apps_then, 3, newer, ["C", "B", "A"])
    old_content(apps_then, 5, twin, ["B", "A"])
    for pk in (7, 12):
        old_content(apps_then, pk, files_of(1), ["B", "A"])
    converted(apps_then)
    for content in Content.objects.all():
        assert [str(one) for one in releases_of(content.shown)] == ["Test.B 1.0.0", "Test.A 1.0.1"]
        assert not is_waiting(content.shown)
    states = {str(one): one.state for one in LibraryRelease.objects.filter(library__machine_name="Test.A")}
    assert states == {"Test.A 1.0.1": "approved", "Test.A 1.0.9": "quarantined"}
    with open_blob(LibraryRelease.objects.get(patch=1).files.get(path="scripts/own.js").blob) as file:
        assert b"alert" not in file.read()


def test_what_a_current_release_needs_is_listed_for_contents_whose_package_had_another(apps_then):
    newer = files_of(1) | packed_as_old(library("A", needs=["B", "C"], patch=2), library("C"))
    for pk in (3, 4):
        old_content(apps_then, pk, newer, ["C", "B", "A"])
    old_content(apps_then, 5, files_of(1), ["B", "A"])
    converted(apps_then)
    assert [str(one) for one in releases_of(Content.objects.get(pk=5).shown)] == [
        "Test.B 1.0.0", "Test.C 1.0.0", "Test.A 1.0.2",
    ]  # fmt: skip


def test_what_two_contents_held_twice_is_swept_and_the_rest_stays(apps_then):
    for pk in (7, 12):
        old_content(apps_then, pk, files_of(1), ["B", "A"])
    converted(apps_then)
    sweep_packages(at=timezone.now())
    root = private().path("h5p")
    left = {f"h5p/{path.relative_to(root).as_posix()}" for path in Path(root).rglob("*") if path.is_file()}
    assert left == set(Blob.objects.values_list("name", flat=True))
    assert stored_files() == set()


def test_a_new_content_takes_an_id_of_its_own_afterwards(apps_then):
    old_content(apps_then, 1, files_of(1), ["B", "A"])
    converted(apps_then)
    assert Content.objects.create(kind="h5p", title="New", made_at=BEFORE).pk > 1


def test_a_file_that_is_lost_stops_the_migration_with_its_name(apps_then):
    row = old_content(apps_then, 7, files_of(1), ["B", "A"])
    private().delete(f"{row.folder}/content/images/a.png")
    with pytest.raises(MIGRATION.FileMissing, match=r"h5p/7/content/images/a\.png of the H5P content 7"):
        converted(apps_then)


def test_an_empty_table_needs_nothing(apps_then):
    converted(apps_then)
    assert not Content.objects.exists()
