"""Contents as officers handle them: replaced, copied, exported and taken in again, renamed, removed."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.outline.structure import Activity, ActivityKind
from courses.packages.actions import (
    author_content,
    bring_package,
    duplicate_content,
    import_package,
    remove_content,
    rename_content,
    sweep_packages,
)
from courses.packages.actions.authoring import Work
from courses.packages.actions.contents import HeldBy, StillUsed
from courses.packages.actions.revisions import AnotherKind
from courses.packages.cleaning import cleaned_parameters
from courses.packages.exporting import export_package, file_name_of
from courses.packages.models import Blob, Content, ContentRevision, Library, LibraryRelease
from courses.records.models import Attempt
from lms.audit.models import AuditEntry
from tests.courses.packages.stored import stored_files
from tests.factories import outlines, packages, people
from tests.factories.courseware import manifest_12, scorm
from tests.factories.learning import AFTER, BEFORE, DURING
from tests.factories.libraries import brought, library, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_storage")]
PICTURE = {"content/images/a.png": b"\x89PNG\r\n\x1a\n", "content/content.ko.json": {"text": "안녕"}}
CREDITS = {
    "license": "CC BY-SA", "licenseVersion": "4.0", "authors": [{"name": "Ines Duarte", "role": "Author"}],
    "source": "https://example.org/", "yearFrom": 2024, "yearTo": "2026",
}  # fmt: skip


def as_told(content: Content) -> dict:
    """All that makes a revision what it is, but its number and who made it when."""
    revision = content.shown
    return {
        "title": content.title, "language": revision.language, "main": str(revision.main),
        "parameters": revision.parameters, "translations": revision.translations, "metadata": revision.metadata,
        "files": dict(revision.files.values_list("path", "blob__sha256")),
        "libraries": [str(used.library) for used in revision.libraries.select_related("library")],
    }  # fmt: skip


def exported(content: Content) -> BytesIO:
    with export_package(content.shown) as file:
        return BytesIO(file.read())


def test_an_export_comes_in_again_as_the_same_content_and_writes_nothing():
    content = brought("A", library("A", needs=["B"]), library("B"), PICTURE, **CREDITS)
    before = stored_files()
    again = import_package(file=exported(content), by=None, at=DURING)
    assert again.pk != content.pk
    assert as_told(again) == as_told(content)
    assert as_told(again)["files"].keys() == {"images/a.png"}
    assert again.shown.metadata["license"] == "CC BY-SA"
    assert stored_files() == before


def test_an_export_brings_all_that_an_empty_store_needs():
    content = brought("A", library("A", needs=["B"], editorDependencies=[]), library("B"), PICTURE, **CREDITS)
    told, file = as_told(content), exported(content)
    digests = set(LibraryRelease.objects.values_list("digest", flat=True))
    remove_content(content=content, by=None, at=DURING)
    Library.objects.update(current=None)
    LibraryRelease.objects.all().delete()
    Library.objects.all().delete()
    assert as_told(import_package(file=file, by=None, at=DURING, approve=True)) == told
    assert set(LibraryRelease.objects.values_list("digest", flat=True)) == digests


TEXT = st.characters(codec="utf-8", exclude_characters="\0")
PARAMETERS = st.dictionaries(
    st.text(TEXT, max_size=8),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(TEXT, max_size=20)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(TEXT, max_size=8), inner, max_size=3)
        ),
        max_leaves=10,
    ),
    max_size=4,
)


@given(PARAMETERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parameters_survive_an_export(parameters):
    bring_package(file=packages.packed(library("A")), by=None, at=BEFORE, approve=True)
    content = brought("A", parameters=parameters or {"a": 1})
    assert as_told(import_package(file=exported(content), by=None, at=DURING)) == as_told(content)


def test_an_export_has_the_title_that_the_content_has_now():
    work = Work(main="Test.A 1.0", title="Draft", language="en", parameters={"text": "x"}, files={})
    brought("A", library("A"))
    content = rename_content(content=author_content(work=work, by=None, at=DURING), title="New", by=None, at=DURING)
    with ZipFile(exported(content)) as archive:
        assert json.loads(archive.read("h5p.json"))["title"] == "New"


def test_courseware_is_exported_as_its_own_files():
    content = import_package(file=scorm(manifest_12()), by=None, at=DURING)
    assert file_name_of(content.shown) == "Four services.zip"
    again = import_package(file=exported(content), by=None, at=DURING)
    assert again.kind == content.kind
    assert as_told(again) == as_told(content)


def test_a_library_in_quarantine_is_exported_for_who_decides_about_it_only():
    content = brought("A", library("A"), approve=False)
    with ZipFile(exported(content)) as archive:
        assert "Test.A-1.0/library.json" not in archive.namelist()
    with export_package(content.shown, with_waiting=True) as file, ZipFile(file) as archive:
        assert "Test.A-1.0/library.json" in archive.namelist()


def test_the_same_content_is_exported_as_the_same_bytes():
    content = brought("A", library("A"), PICTURE)
    assert exported(content).read() == exported(content).read()


def test_an_exports_manifest_names_licence_authors_and_libraries():
    content = brought("A", library("A"), **CREDITS)
    with ZipFile(exported(content)) as archive:
        manifest = json.loads(archive.read("h5p.json"))
    assert manifest["license"] == "CC BY-SA"
    assert manifest["authors"] == [{"name": "Ines Duarte", "role": "Author"}]
    assert (manifest["yearFrom"], manifest["yearTo"]) == (2024, 2026)
    assert manifest["mainLibrary"] == "Test.A"


@pytest.mark.parametrize(
    ("title", "name"), [("Water / air?", "Water air.h5p"), ("물과 공기", "물과 공기.h5p"), ("../..", None)]
)
def test_an_export_has_a_name_that_every_file_system_takes(title, name):
    content = brought("A", library("A"), title=title)
    assert file_name_of(content.shown) == (name or f"{content.pk}.h5p")


def test_a_replacement_is_a_revision_of_its_own_and_the_first_stays():
    content = packages.content()
    first = content.shown
    file = packages.small(**{"content__content.json": {"text": "New"}})
    again = import_package(file=file, by=None, at=DURING, content=content)
    assert again.pk == content.pk
    assert [one.number for one in content.revisions.all()] == [2, 1]
    assert ContentRevision.objects.get(pk=first.pk).parameters == {"text": "Hello"}
    assert again.shown.parameters == {"text": "New"}


def test_a_content_of_another_kind_is_not_replaced_by_h5p():
    content = Content.objects.create(kind=Content.Kind.CMI5, title="Course", made_at=BEFORE)
    with pytest.raises(AnotherKind):
        import_package(file=packages.small(), by=None, at=DURING, content=content)
    assert not Library.objects.exists()


def test_a_copy_shares_its_files_and_goes_its_own_way():
    content = brought("A", library("A"), PICTURE)
    before = stored_files()
    copy = duplicate_content(content=content, title="Copy", by=None, at=DURING)
    assert stored_files() == before
    assert as_told(copy) | {"title": "Small"} == as_told(content)
    assert copy.shown.origin == ContentRevision.Origin.DUPLICATED
    remove_content(content=content, by=None, at=DURING)
    sweep_packages(at=AFTER)
    assert as_told(copy)["files"].keys() == {"images/a.png"}
    assert stored_files() == set(Blob.objects.values_list("name", flat=True))


def test_a_new_name_is_written_down_with_the_old_one():
    content, secretary = packages.content(), people.secretary()
    rename_content(content=content, title="Other", by=secretary, at=DURING)
    entry = AuditEntry.objects.get(action="content.renamed")
    assert (entry.actor, entry.details) == (secretary, {"changes": {"title": ["Small", "Other"]}})


def test_a_removed_content_takes_its_own_files_along():
    content = brought("A", library("A"), PICTURE)
    remove_content(content=content, by=None, at=DURING)
    sweep_packages(at=AFTER)
    assert not ContentRevision.objects.exists()
    assert not Blob.objects.filter(size=8).exists()
    assert stored_files() == set(Blob.objects.values_list("name", flat=True))


def test_what_an_outline_has_frozen_is_not_removed():
    content = packages.content()
    activity = Activity(key="p1", kind=ActivityKind.H5P, titles={"en": "Five"}, package=content.pk)
    outlines.published(outlines.outline("foundations", outlines.lesson("l1", activity)))
    outlines.published(outlines.outline("foundations", outlines.lesson("l1")))
    with pytest.raises(HeldBy, match="used in"):
        remove_content(content=content, by=None, at=DURING)
    assert Content.objects.get(pk=content.pk).current_id


def test_what_has_been_attempted_is_not_removed():
    content = packages.content()
    enrolment = packages.learning_with(content)
    Attempt.objects.create(
        enrolment=enrolment, course=enrolment.courses.get().course, activity_key="p1", revision=content.shown,
        number=1, opened_at=DURING,
    )  # fmt: skip
    with pytest.raises((StillUsed, HeldBy)):
        remove_content(content=content, by=None, at=DURING)
    assert Content.objects.get(pk=content.pk).current_id


def test_what_an_author_emptied_is_not_in_the_package_that_leaves():
    semantics = [{"name": "n", "type": "number", "optional": True, "default": 3}]
    content = brought("A", {**library("A"), "Test.A-1.0/semantics.json": semantics})
    work = Work(main="Test.A 1.0", title="A", language="en", parameters={"n": None}, files={})
    now = author_content(work=work, content=content, by=None, at=DURING)
    assert now.current.parameters == {"n": None}
    assert import_package(file=exported(now), by=None, at=DURING).current.parameters == {}


def test_players_get_parameters_that_are_cleaned_in_every_language():
    evil = {"text": "<script>alert(1)</script>", "unknown": 1}
    content = brought("A", library("A"), {"content/content.ko.json": evil}, parameters=evil)
    cleaned = content.shown.filtered
    assert cleaned.keys() == {"", "ko"}
    for parameters in cleaned.values():
        assert parameters.keys() == {"text"}
        assert "<script" not in parameters["text"]
    assert content.shown.parameters == evil


def test_parameters_are_cleaned_anew_once_the_semantics_are_others():
    content = brought("A", library("A"), parameters={"text": "abcdef"})
    shorter = library("A", patch=1)
    shorter["Test.A-1.0/semantics.json"] = [{"name": "text", "type": "text", "maxLength": 3}]
    bring_package(file=packages.packed(shorter), by=None, at=DURING, approve=True)
    revision = ContentRevision.objects.get(pk=content.shown.pk)
    assert revision.filtered is None
    assert cleaned_parameters(revision) == {"": {"text": "abc"}}
    assert ContentRevision.objects.get(pk=revision.pk).filtered == {"": {"text": "abc"}}


def test_what_a_waiting_library_says_of_parameters_counts_for_nothing():
    content = brought("A", library("A"), approve=False)
    assert content.shown.filtered is None


def test_what_is_nested_is_cleaned_by_its_own_library():
    outer = library("A")
    outer["Test.A-1.0/semantics.json"] = [{"name": "inner", "type": "library", "options": [text("B")]}]
    given = {"inner": {"library": text("B"), "params": {"text": "<b>x</b>", "more": 1}}}
    content = brought("A", outer, library("B"), parameters=given)
    assert content.shown.filtered[""]["inner"]["params"] == {"text": "&lt;b&gt;x&lt;/b&gt;"}
