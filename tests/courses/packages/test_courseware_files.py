"""Files of SCORM and cmi5 packages: at signed addresses, sandboxed by header, pages with the way to their API."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from courses.packages.actions import import_package
from courses.packages.models import ContentRevision
from courses.packages.players.courseware import courseware_address, with_scripts
from tests.factories import packages
from tests.factories.courseware import cmi5, manifest_12, manifest_2004, scorm, structure
from tests.factories.learning import BEFORE, DURING

pytestmark = pytest.mark.django_db
PAGE = "<!doctype html><html><head><title>A</title></head><body><p>a\n   b</p></body></html>"


@pytest.fixture(autouse=True)
def _while_it_runs(time_machine: Any) -> None:
    time_machine.move_to(DURING, tick=False)


def address_of(package: Any, href: str = "index.html") -> str:
    content = import_package(file=package, by=None, at=BEFORE)
    return courseware_address(revision_id=content.current_id, href=href, at=DURING)


@pytest.mark.parametrize(
    ("manifest", "library"), [(manifest_12(), "scorm12.min.js"), (manifest_2004(), "scorm2004.min.js")]
)
def test_a_page_begins_with_its_own_versions_library(manifest: str, library: str):
    page = Client().get(address_of(scorm(manifest, **{"index.html": PAGE}))).content.decode()
    assert page.index("sco-storage.js") < page.index(library) < page.index("sco.js") < page.index("<title>")
    assert page.count("scorm-again") == 1
    assert "<p>a\n   b</p>" in page


def test_a_unit_of_cmi5_needs_no_library():
    page = Client().get(address_of(cmi5(structure(), **{"index.html": PAGE}))).content.decode()
    assert "sco-storage.js" in page
    assert "scorm-again" not in page


@pytest.mark.parametrize("href", ["index.html", "a.svg", "a.js"])
def test_every_file_is_sandboxed_by_its_own_header(href: str):
    held = scorm(manifest_12(), **{"a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>", "a.js": "1"})
    answer = Client().get(address_of(held, href))
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts allow-forms; default-src 'none'")
    assert "allow-same-origin" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert answer.getvalue()


def test_an_address_ends_and_is_for_one_revision(time_machine: Any):
    address = address_of(scorm(manifest_12()))
    first = ContentRevision.objects.get()
    other = import_package(file=scorm(manifest_12()), by=None, at=BEFORE)
    assert Client().get(address.replace(f"/{first.pk}/", f"/{other.current_id}/")).status_code == 404
    for forged in ("x", "9" * 400, "1-a", "999999-a"):
        assert Client().get(f"/h5p/courseware/{first.pk}/{forged}/index.html").status_code == 404
    assert Client().get(address.replace("index.html", "none.html")).status_code == 404
    time_machine.move_to(DURING + timedelta(hours=25), tick=False)
    assert Client().get(address).status_code == 404


def test_the_files_of_h5p_are_not_among_them():
    content = packages.content(packages.small(**{"content__a.txt": "x"}))
    address = courseware_address(revision_id=content.current_id, href="a.txt", at=DURING)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    ("page", "beginning"),
    [
        (b"<html><HEAD lang='en'><title>", b"<html><HEAD lang='en'><script"),
        (b"<!DOCTYPE html><p>", b"<!DOCTYPE html><script"),
        (b"<p>", b"<script"),
        (b"\xef\xbb\xbf<p>", b"\xef\xbb\xbf<script"),
        ("<p>안녕".encode("utf-16"), b"\xef\xbb\xbf<script"),
        (b"", b"<script"),
    ],
)
def test_the_scripts_come_first_whatever_a_page_is_like(page: bytes, beginning: bytes):
    written = with_scripts(page, ["/a.js?x=1&y=2"])
    assert written.startswith(beginning + b' src="/a.js?x=1&amp;y=2"></script>')


def test_courseware_may_have_an_origin_of_its_own_and_gets_our_scripts_from_the_site(settings: Any):
    settings.H5P_ORIGIN, settings.SITE_URL = "https://play.example", "https://learn.example"
    address = address_of(scorm(manifest_12(), **{"index.html": PAGE}))
    assert address.startswith("https://play.example/h5p/courseware/")
    answer = Client().get(address.removeprefix("https://play.example"))
    assert b'<script src="https://learn.example/static/scorm-again/scorm12' in answer.content
    policy = answer["Content-Security-Policy"]
    assert "'unsafe-eval' blob: https://learn.example;" in policy
    assert "connect-src 'self' data: blob: https://learn.example;" in policy
