"""SCORM and cmi5 packages on their way in: told apart, kept with their structure, replaced, listed by the command."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from courses.packages.actions import import_package
from courses.packages.actions.revisions import AnotherKind
from courses.packages.cmi5.structure import Cmi5
from courses.packages.models import Blob, Content, ContentRevision
from courses.packages.scorm.structure import Scorm
from tests.factories.broken_packages import as_zip64
from tests.factories.courseware import cmi5, manifest_12, manifest_2004, scorm, structure, unit
from tests.factories.learning import BEFORE
from tests.factories.packages import packed

pytestmark = pytest.mark.django_db
REMOTE = "https://content.example"
SOUND = {
    "scorm_12": lambda: scorm(manifest_12()),
    "scorm_2004": lambda: scorm(manifest_2004()),
    "cmi5": lambda: cmi5(structure()),
}


def revision_of(content: Content) -> ContentRevision:
    return ContentRevision.objects.get(current_of=content)


@pytest.mark.parametrize("kind", SOUND)
def test_a_package_is_told_by_what_it_holds_and_kept_with_its_structure(kind: str):
    content = import_package(file=SOUND[kind](), by=None, at=BEFORE)
    revision = revision_of(content)
    assert (content.kind, content.title, revision.main) == (kind, "Four services", None)
    shape: type[Cmi5 | Scorm] = Cmi5 if kind == "cmi5" else Scorm
    assert shape.model_validate(revision.structure).title == content.title
    assert "index.html" in set(revision.files.values_list("path", flat=True))


@pytest.mark.parametrize("kind", SOUND)
def test_a_package_in_zip64_comes_in(kind: str):
    assert import_package(file=as_zip64(SOUND[kind]()), by=None, at=BEFORE).kind == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_bare_structure_comes_in_where_its_units_are_elsewhere(encoding: str, settings: Any):
    settings.CMI5_REMOTE_ORIGINS = [REMOTE]
    written = structure(unit(url=f"{REMOTE}/au/")).replace("UTF-8", encoding.upper().removesuffix("-SIG"))
    content = import_package(file=BytesIO(written.encode(encoding)), by=None, at=BEFORE)
    assert (content.kind, revision_of(content).language) == ("cmi5", "en")


def test_litter_of_other_systems_is_left_out_and_folders_with_a_dash_are_kept():
    held = packed(
        {"imsmanifest.xml": manifest_12(), "index.html": "x", "__MACOSX/._index.html": "x", "Thumbs.db": "x"}
        | {"_assets/a.css": "a{}", "LICENSE": "x", ".git/config": "x"}
    )
    content = import_package(file=held, by=None, at=BEFORE)
    paths = set(revision_of(content).files.values_list("path", flat=True))
    assert paths == {"imsmanifest.xml", "index.html", "_assets/a.css", "LICENSE"}


def test_the_same_bytes_are_kept_once():
    for _time in range(2):
        import_package(file=scorm(manifest_12(), **{"copy.html": "x", "other.html": "x"}), by=None, at=BEFORE)
    assert Blob.objects.count() == 3
    assert Content.objects.count() == 2


def test_a_package_replaces_another_of_its_kind_only():
    content = import_package(file=scorm(manifest_12()), by=None, at=BEFORE)
    again = import_package(file=scorm(manifest_12(title="Five")), by=None, at=BEFORE, content=content)
    assert (again.pk, again.title, revision_of(again).number) == (content.pk, "Five", 2)
    with pytest.raises(AnotherKind):
        import_package(file=scorm(manifest_2004()), by=None, at=BEFORE, content=content)
    assert revision_of(content).number == 2


@pytest.mark.parametrize("kind", SOUND)
def test_the_command_prints_the_kind_and_the_id(kind: str, tmp_path: Path):
    file, out = tmp_path / "package.zip", StringIO()
    file.write_bytes(SOUND[kind]().getvalue())
    call_command("import_package", str(file), stdout=out)
    assert out.getvalue() == f"{kind} {Content.objects.get().pk}\n"
