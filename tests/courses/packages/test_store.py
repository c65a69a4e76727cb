"""The shared store of libraries: what comes in, what waits, what becomes current, and what never does."""

import pytest

from courses.packages.actions import (
    approve_release,
    approve_waiting,
    bring_package,
    import_package,
    refuse_release,
    sweep_packages,
)
from courses.packages.actions.approving import NeedsMore, NotHigher
from courses.packages.actions.importing import MayNotManageLibraries, OnlyLibraries
from courses.packages.actions.libraries import NotAsShown, NotInQuarantine
from courses.packages.h5p.refusals import NewerCore
from courses.packages.models import Blob, Content, Library, LibraryFile, LibraryRelease
from courses.packages.queries import is_waiting, releases_of
from courses.packages.refusals import MissingLibrary, NotRunnable
from lms.audit.models import AuditEntry
from tests.courses.packages.stored import stored_files
from tests.factories import people
from tests.factories.learning import AFTER, BEFORE, DURING
from tests.factories.libraries import brought, library, named, package, release, text
from tests.factories.packages import packed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_storage")]
State = LibraryRelease.State


def loaded(content: Content) -> list[str]:
    return [str(one) for one in releases_of(content.current)]


def current(name: str) -> LibraryRelease | None:
    own = named(name)
    return Library.objects.get(machine_name=own["machineName"]).current


def digests(*names: str) -> list[str]:
    return [release(name).digest for name in names]


def test_a_known_library_is_kept_once_and_a_second_package_writes_its_own_files_only():
    first = brought("A", library("A", needs=["B"]), library("B"))
    before = stored_files()
    second = brought("A", library("A", needs=["B"]), library("B"), approve=False)
    assert stored_files() == before
    assert loaded(first) == loaded(second) == ["Test.B 1.0.0", "Test.A 1.0.0"]
    assert LibraryRelease.objects.count() == 2


def test_equal_files_are_kept_once_whoever_holds_them():
    brought(
        "A", library("A", script="same"), library("B", script="same"), preloadedDependencies=[named("A"), named("B")]
    )
    held = LibraryFile.objects.filter(path="scripts/own.js")
    assert held.count() == 2
    assert held.values("blob").distinct().count() == 1


def test_content_comes_in_with_a_library_that_nobody_knows_and_waits():
    content = brought("A", library("A", needs=["B"]), library("B"), approve=False)
    assert is_waiting(content.current)
    assert current("A") is current("B") is None
    assert {one.state for one in LibraryRelease.objects.all()} == {State.QUARANTINED}


def test_it_can_be_played_once_all_it_needs_is_approved():
    content = brought("A", library("A", needs=["B"]), library("B"), approve=False)
    secretary = people.secretary()
    approved = approve_waiting(revision=content.current, shown=digests("A", "B"), by=secretary, at=DURING)
    assert [str(one) for one in approved] == ["Test.B 1.0.0", "Test.A 1.0.0"]
    assert not is_waiting(content.current)
    assert loaded(content) == ["Test.B 1.0.0", "Test.A 1.0.0"]
    entries = AuditEntry.objects.filter(action="library.approved", actor=secretary)
    assert entries.count() == 2


def test_only_what_was_looked_at_is_approved_not_what_another_has_brought_since():
    content = brought("A", library("A"), approve=False)
    shown = digests("A")
    brought("A", library("A", patch=9, script="alert(document.cookie)"), approve=False)
    with pytest.raises(NotAsShown):
        approve_waiting(revision=content.current, shown=shown, by=people.secretary(), at=DURING)
    assert current("A") is None


def test_nobody_approves_by_uploading_who_may_not_manage_libraries():
    with pytest.raises(MayNotManageLibraries):
        import_package(file=package("A", library("A")), by=people.instructor(), at=BEFORE, approve=True)
    assert not Content.objects.exists()
    content = import_package(file=package("A", library("A")), by=people.secretary(), at=BEFORE, approve=True)
    assert not is_waiting(content.current)


def test_a_hostile_newer_patch_of_a_known_library_never_becomes_current_by_itself():
    content = brought("A", library("A"))
    hostile = library("A", patch=9, script="alert(document.cookie)")
    other = import_package(file=package("A", hostile), by=people.instructor(), at=BEFORE)
    assert current("A").patch == 0
    assert loaded(content) == loaded(other) == ["Test.A 1.0.0"]
    assert release("A", 9).state == State.QUARANTINED


def test_the_same_patch_with_other_files_changes_nothing():
    content = brought("A", library("A", script="first"))
    brought("A", library("A", script="second"))
    assert LibraryRelease.objects.count() == 1
    assert loaded(content) == ["Test.A 1.0.0"]


def test_nothing_is_downgraded_even_with_approval():
    brought("A", library("A", patch=4))
    content = brought("A", library("A", patch=3))
    assert loaded(content) == ["Test.A 1.0.4"]
    assert LibraryRelease.objects.count() == 1


def test_minor_versions_live_side_by_side():
    older = brought("A 1.0", library("A 1.0"))
    newer = brought("A 1.1", library("A 1.1"))
    assert (loaded(older), loaded(newer)) == (["Test.A 1.0.0"], ["Test.A 1.1.0"])


def test_an_upgrade_moves_its_users_clears_what_was_cleaned_and_lists_anew_what_they_need():
    content = brought("A", library("A"))
    revision = content.current
    revision.filtered = {"": {}}
    revision.save()
    brought("A", library("A", patch=1, needs=["B"]), library("B"))
    revision.refresh_from_db()
    assert revision.filtered is None
    assert loaded(content) == ["Test.B 1.0.0", "Test.A 1.0.1"]
    assert release("A", 0).state == State.SUPERSEDED


def test_an_upgrade_that_needs_what_waits_is_refused_for_content_would_stop():
    content = brought("A", library("A"))
    brought("A", library("A", patch=1, needs=["B"]), library("B"), approve=False)
    with pytest.raises(NeedsMore, match=r"Test\.B 1\.0"):
        approve_release(release=release("A", 1), by=people.secretary(), at=DURING)
    approve_release(release=release("B"), by=people.secretary(), at=DURING)
    approve_release(release=release("A", 1), by=people.secretary(), at=DURING)
    assert loaded(content) == ["Test.B 1.0.0", "Test.A 1.0.1"]


def test_an_upgrade_that_comes_approved_obeys_the_same_rule():
    content = brought("A", library("A", patch=3))
    brought("B", library("B"), approve=False)
    with pytest.raises(NeedsMore, match=r"Test\.A 1\.0\.4 needs Test\.B 1\.0"):
        brought("A", library("A", patch=4, needs=["B"]))
    assert not is_waiting(content.current)
    assert loaded(content) == ["Test.A 1.0.3"]
    brought("A", library("A", patch=4, needs=["Z"]), library("Z"))
    assert loaded(content) == ["Test.Z 1.0.0", "Test.A 1.0.4"]


def test_what_waits_and_has_been_overtaken_is_not_approved_by_another_import(monkeypatch):
    """As if the newer one were approved between the look at the store and the lock."""
    old = library("A", patch=1)
    brought("A", library("A"))
    brought("A", old, approve=False)
    brought("A", library("A", patch=2))
    monkeypatch.setattr("courses.packages.actions.importing.wanted_on", lambda _shelf, arrivals, **_more: arrivals)
    brought("A", old)
    assert current("A").patch == 2


def test_what_is_no_longer_newer_cannot_be_approved_and_nothing_twice():
    brought("A", library("A"))
    brought("A", library("A", patch=1), approve=False)
    brought("A", library("A", patch=2))
    with pytest.raises(NotHigher):
        approve_release(release=release("A", 1), by=people.secretary(), at=DURING)
    with pytest.raises(NotInQuarantine):
        approve_release(release=release("A", 2), by=people.secretary(), at=DURING)


def test_a_refused_release_goes_with_its_files_and_its_content_waits_on():
    content = brought("A", library("A"), approve=False)
    refuse_release(release=release("A"), by=people.secretary(), at=DURING)
    assert not LibraryRelease.objects.exists()
    assert is_waiting(content.current)
    sweep_packages(at=AFTER)
    assert stored_files() == set()
    assert AuditEntry.objects.get(action="library.refused").target_label == "Test.A 1.0.0"


def test_a_superseded_release_stays_for_a_day_for_who_is_playing_it():
    brought("A", library("A", script="first"))
    brought("A", library("A", patch=1, script="second"))
    sweep_packages(at=BEFORE)
    assert LibraryRelease.objects.count() == 2
    before = stored_files()
    sweep_packages(at=AFTER)
    assert [str(one) for one in LibraryRelease.objects.all()] == ["Test.A 1.0.1"]
    assert stored_files() < before
    assert stored_files() == set(Blob.objects.values_list("name", flat=True))


def test_what_the_store_has_need_not_be_in_the_package():
    brought("A", library("A", needs=["B"]), library("B"))
    content = brought("A")
    assert loaded(content) == ["Test.B 1.0.0", "Test.A 1.0.0"]


def test_what_neither_has_is_named():
    with pytest.raises(MissingLibrary, match=r"h5p\.json needs the library Test\.A 1\.0"):
        brought("A")
    with pytest.raises(MissingLibrary, match=r"Test\.A-1\.0/library\.json needs the library Test\.B 1\.0"):
        brought("A", library("A", needs=["B"]))
    assert not Content.objects.exists()
    assert not Library.objects.exists()


def test_a_library_for_the_editor_may_be_absent_and_is_recorded():
    brought("A", library("A", editorDependencies=[named("Editor")]))
    assert [str(one.needs) for one in release("A").dependencies.filter(kind="editor")] == ["Test.Editor 1.0"]


def test_many_libraries_for_the_editor_cost_a_few_statements(django_assert_max_num_queries):
    few = library("A", editorDependencies=[named("Editor")])
    many = library("B", editorDependencies=[named(f"Editor{n}") for n in range(200)])
    brought("A", few)
    with django_assert_max_num_queries(80):
        brought("B", many)
    assert release("B").dependencies.filter(kind="editor").count() == 200


def test_what_the_content_names_is_loaded_with_all_it_needs():
    parameters = {"list": [{"content": {"library": text("C"), "params": {}}}]}
    content = brought(
        "A", library("A", dynamicDependencies=[named("D")]), library("C", needs=["B"]), library("B"), library("D"),
        parameters=parameters,
    )  # fmt: skip
    assert loaded(content) == ["Test.B 1.0.0", "Test.C 1.0.0", "Test.A 1.0.0"]
    assert [used.named for used in content.current.libraries.all()] == [False, True, True]


def test_libraries_in_a_circle_are_loaded_once_each():
    content = brought("A", library("A", needs=["B", "C"]), library("B", needs=["C"]), library("C", needs=["A"]))
    assert loaded(content) == ["Test.C 1.0.0", "Test.B 1.0.0", "Test.A 1.0.0"]


def test_libraries_in_a_circle_can_be_approved_one_by_one():
    content = brought("A", library("A", needs=["B"]), library("B", needs=["A"]), approve=False)
    approve_waiting(revision=content.current, shown=digests("A", "B"), by=people.secretary(), at=DURING)
    assert not is_waiting(content.current)


def test_a_package_of_libraries_only_is_no_content():
    file = packed(library("A"))
    with pytest.raises(OnlyLibraries):
        import_package(file=file, by=None, at=BEFORE, approve=True)
    assert not Library.objects.exists()
    assert stored_files() == set()
    assert bring_package(file=file, by=None, at=BEFORE, approve=True) is None
    assert current("A").title == "A"


def test_a_folder_may_be_named_without_the_version():
    files = {name.replace("Test.A-1.0", "Test.A"): held for name, held in library("A").items()}
    assert loaded(brought("A", files)) == ["Test.A 1.0.0"]


def test_64_libraries_come_in_at_once_dependencies_first():
    chain = [library(f"L{n}", needs=[f"L{n + 1}"] if n < 63 else []) for n in range(64)]
    content = brought("L0", *chain)
    assert loaded(content) == [f"Test.L{n} 1.0.0" for n in reversed(range(64))]


def test_a_library_for_a_newer_core_is_refused():
    with pytest.raises(NewerCore, match=r"Test\.A-1\.0/library\.json"):
        brought("A", library("A", coreApi={"majorVersion": 1, "minorVersion": 99}))
    brought("A", library("A", coreApi={"majorVersion": 1, "minorVersion": 24}))


def test_a_library_of_the_store_that_is_not_run_by_itself_shows_no_content():
    bring_package(file=packed(library("A", runnable=0)), by=None, at=BEFORE, approve=True)
    with pytest.raises(NotRunnable):
        brought("A")


def test_languages_semantics_and_the_whole_manifest_are_recorded():
    files = library("A") | {"Test.A-1.0/language/ko.json": {"semantics": []}, "Test.A-1.0/language/ar.json": {}}
    brought("A", files)
    held = release("A")
    assert held.languages == ["ar", "ko"]
    assert held.semantics == [{"name": "text", "type": "text"}]
    assert held.manifest["machineName"] == "Test.A"
    assert held.scripts == ["scripts/own.js"]
