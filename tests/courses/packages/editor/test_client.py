"""The archive of the editor client: what is taken, who may bring it, and how its files are sent."""

from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from courses.packages.actions import sweep_packages
from courses.packages.actions.importing import MayNotManageLibraries
from courses.packages.editor.actions import install_client, open_workspace, put_file, remove_client
from courses.packages.editor.addresses import client_address, editor_address, workspace_address
from courses.packages.editor.archives import NotAnEditor
from courses.packages.editor.models import EditorClient
from courses.packages.editor.page import current_client, scripts_of
from courses.packages.models import Blob
from courses.packages.refusals import KindNotAllowed, NotWhatItSays, PackageRefused
from lms.audit.models import AuditEntry
from tests.factories import people
from tests.factories.editor_clients import client_archive, installed_client, picture
from tests.factories.learning import BEFORE
from tests.factories.packages import small

pytestmark = pytest.mark.django_db


def paths(client: EditorClient) -> set[str]:
    return set(client.files.values_list("path", flat=True))


def test_an_archive_is_taken_whether_or_not_a_folder_is_round_it() -> None:
    by = people.secretary()
    bare = install_client(file=client_archive(), name="a.zip", by=by, at=BEFORE).digest
    assert install_client(file=client_archive(top="h5p-editor-1/"), name="b.zip", by=by, at=BEFORE).digest == bare


def test_what_the_sources_bring_beside_the_client_is_left_out() -> None:
    more = {"h5peditor.class.php": "<?php", "styles__scss__a.scss": "a{}", "README.md": "Read", ".gitignore": "x"}
    more |= {"ckeditor__ckeditor.js": "1", "ckeditor__ckeditor.js.map": "{}", "ckeditor5__src__ckeditor.ts": "1"}
    held = paths(installed_client(by=people.secretary(), **more))
    assert {"scripts/h5peditor.js", "ckeditor/ckeditor.js", "styles/css/application.css"} <= held
    assert not [path for path in held if path.endswith((".php", ".scss", ".md", ".map", ".ts", "ignore"))]


@pytest.mark.parametrize(
    ("archive", "refusal"),
    [
        (small(), NotAnEditor),
        (client_archive(**{"scripts__h5peditor.js": None}), NotAnEditor),
        (client_archive(**{"scripts__tool.exe": b"MZ"}), KindNotAllowed),
        (BytesIO(b"nothing"), PackageRefused),
    ],
)
def test_another_archive_is_refused_and_leaves_nothing(archive: BytesIO, refusal: type[PackageRefused]) -> None:
    with pytest.raises(refusal):
        install_client(file=archive, name="x.zip", by=people.secretary(), at=BEFORE)
    assert not EditorClient.objects.exists()
    assert not Blob.objects.exists()


def test_only_who_manages_libraries_brings_or_removes_it() -> None:
    client = installed_client(by=people.secretary())
    with pytest.raises(MayNotManageLibraries):
        installed_client(by=people.instructor())
    with pytest.raises(MayNotManageLibraries):
        remove_client(client=client, by=people.instructor(), at=BEFORE)
    assert current_client() == client


def test_there_is_one_client_and_what_it_was_is_in_the_log() -> None:
    by = people.secretary()
    old = installed_client(by=by)
    new = installed_client(by=by, **{"scripts__h5peditor-new.js": "1"})
    assert list(EditorClient.objects.all()) == [new]
    remove_client(client=new, by=by, at=BEFORE)
    assert current_client() is None
    assert list(
        AuditEntry.objects.filter(action__startswith="editor_client.")
        .order_by("pk")
        .values_list("action", "details__digest")
    ) == [
        ("editor_client.installed", old.digest),
        ("editor_client.installed", new.digest),
        ("editor_client.removed", new.digest),
    ]
    sweep_packages(at=timezone.now())
    assert not Blob.objects.exists()


def test_scripts_run_in_an_order_in_which_they_find_each_other() -> None:
    held = {
        "scripts/h5peditor-z.js", "scripts/h5peditor-form.js", "scripts/h5peditor.js", "scripts/h5p-hub-client.js",
        "language/en.js", "language/ko.js", "ckeditor/ckeditor.js", "libs/cropper.js",
    }  # fmt: skip
    assert scripts_of(held, language="ko") == [
        "scripts/h5peditor.js", "scripts/h5peditor-form.js", "scripts/h5peditor-z.js", "language/ko.js",
        "ckeditor/ckeditor.js",
    ]  # fmt: skip
    assert "language/en.js" in scripts_of(held, language="ar")


def test_its_page_is_for_a_sandbox_and_for_who_has_the_address(client: Client) -> None:
    installed_client(by=people.secretary())
    at = timezone.now()
    workspace, other = (open_workspace(based_on=None, at=at) for _one in range(2))
    address = editor_address(workspace_id=workspace.pk, language="ko", at=at)
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["Content-Security-Policy"].startswith("sandbox allow-scripts; default-src 'none'")
    assert not page.cookies
    assert client.get(address.replace(f"/{workspace.pk}/", f"/{other.pk}/")).status_code == 404
    assert client.get(address.partition("?")[0]).status_code == 404
    old = editor_address(workspace_id=workspace.pk, language="ko", at=BEFORE)
    assert client.get(old).status_code == 404


def test_its_page_is_gone_with_the_client(client: Client) -> None:
    workspace = open_workspace(based_on=None, at=timezone.now())
    assert client.get(editor_address(workspace_id=workspace.pk, language="en", at=timezone.now())).status_code == 404


def test_its_files_are_sent_for_frames_and_as_nothing_that_runs_by_itself(client: Client) -> None:
    held = installed_client(by=people.secretary(), **{"images__a.svg": "<svg/>"})
    answer = client.get(f"{client_address(held.digest)}images/a.svg")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == b"<svg/>"
    for missing in (f"{client_address(held.digest)}images/b.svg", f"{client_address('0' * 64)}images/a.svg"):
        assert client.get(missing).status_code == 404


def test_what_an_author_puts_in_is_found_under_the_signed_address_only(client: Client) -> None:
    at = timezone.now()
    workspace = open_workspace(based_on=None, at=at)
    held = put_file(workspace=workspace, folder="images", file=picture(), name="../a.PNG", at=at)
    assert held.path.startswith("images/")
    assert held.path.endswith(".png")
    answer = client.get(workspace_address(workspace_id=workspace.pk, at=at) + held.path)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.getvalue().startswith(b"\x89PNG")
    assert client.get(workspace_address(workspace_id=workspace.pk, at=BEFORE) + held.path).status_code == 404


@pytest.mark.parametrize(
    ("name", "refusal"), [("a.svg", KindNotAllowed), ("a", KindNotAllowed), ("a.mp4", NotWhatItSays)]
)
def test_what_a_content_may_not_hold_is_refused(name: str, refusal: type[PackageRefused]) -> None:
    workspace = open_workspace(based_on=None, at=BEFORE)
    with pytest.raises(refusal):
        put_file(workspace=workspace, folder="files", file=picture(), name=name, at=BEFORE)
