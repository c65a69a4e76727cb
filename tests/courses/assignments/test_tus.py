"""Files in parts as a script sends them: the core, creation and checksum of tus 1.0."""

from base64 import b64encode
from hashlib import sha256

import pytest
from django.test import Client

from courses.assignments.models import Submission, SubmissionFile, Upload
from tests.courses.assignments.handing_in import address, drafted, handed_in, learner
from tests.factories.learning import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
PART = "application/offset+octet-stream"
TUS = {"Tus-Resumable": "1.0.0"}


def encoded(text: bytes) -> str:
    return b64encode(text).decode()


def metadata(name: str = "plan.txt") -> str:
    return f"filename {encoded(name.encode())},fingerprint {encoded(b'6-99')}"


class Line:
    """A learner's browser with a draft open."""

    def __init__(self, browser_of) -> None:
        self.course = learner()
        self.browser: Client = browser_of(self.course.enrolment.person)
        drafted(self.course)
        self.uploads = address(self.course.enrolment, "assignment_uploads")

    def create(self, length: str = "6", named: str = "", **headers: str):
        sent = TUS | {"Upload-Length": length, "Upload-Metadata": named or metadata()} | headers
        return self.browser.post(self.uploads, headers=sent)

    def head(self, there: str):
        return self.browser.head(there, headers=TUS)

    def patch(self, there: str, offset: object, data: bytes, kind: str = PART, **headers: str):
        sent = TUS | {"Upload-Offset": str(offset)} | headers
        return self.browser.patch(there, data, content_type=kind, headers=sent)


@pytest.fixture
def line(browser_of) -> Line:
    return Line(browser_of)


def test_a_file_travels_in_parts(line):
    created = line.create()
    there = created["Location"]
    assert (created.status_code, created["Upload-Offset"], created["Tus-Resumable"]) == (201, "0", "1.0.0")
    sent = line.patch(there, 0, b"abc")
    assert (sent.status_code, sent["Upload-Offset"]) == (204, "3")
    asked = line.head(there)
    assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "3", "6")
    assert asked["Cache-Control"] == "no-store"
    assert line.patch(there, 3, b"def").status_code == 204
    assert SubmissionFile.objects.get().sha256 == sha256(b"abcdef").hexdigest()
    assert line.head(there)["Upload-Offset"] == "6"
    assert line.patch(there, 3, b"def").status_code == 204
    assert SubmissionFile.objects.count() == 1


def test_announced_again_it_goes_on_where_it_was(line):
    there = line.create()["Location"]
    line.patch(there, 0, b"abc")
    again = line.create()
    assert (again["Location"], again["Upload-Offset"]) == (there, "3")


def test_a_whole_that_was_not_put_together_is_at_the_next_word(line, monkeypatch):
    there = line.create()["Location"]
    with monkeypatch.context() as patch:
        patch.setattr("courses.assignments.views.uploads.finish_upload", lambda **_values: None)
        line.patch(there, 0, b"abcdef")
    assert not SubmissionFile.objects.exists()
    rest = line.browser.patch(there, CONTENT_TYPE=PART, CONTENT_LENGTH="0", headers=TUS | {"Upload-Offset": "6"})
    assert rest.status_code == 204
    assert SubmissionFile.objects.get().size == 6


def test_what_the_protocol_forbids_is_answered_as_it_says(line):
    there = line.create()["Location"]
    damaged = f"sha256 {encoded(sha256(b'x').digest())}"
    assert line.patch(there, 1, b"abc").status_code == 409
    assert line.patch(there, 0, b"abc", kind="text/plain").status_code == 415
    assert line.patch(there, "-1", b"abc").status_code == 400
    assert line.patch(there, "9" * 30, b"abc").status_code == 400
    assert line.patch(there, 0, b"abc", **{"Upload-Checksum": damaged}).status_code == 460
    assert line.patch(there, 0, b"abc", **{"Upload-Checksum": "md5 xyz"}).status_code == 400
    assert line.patch(there, 0, b"x" * (1024 * 1024 + 1)).status_code == 413
    assert line.browser.head(there).status_code == 412
    assert line.head(there)["Upload-Offset"] == "0"
    good = f"sha256 {encoded(sha256(b'abc').digest())}"
    assert line.patch(there, 0, b"abc", **{"Upload-Checksum": good}).status_code == 204


def test_it_says_what_it_can(line):
    answer = line.browser.options(line.uploads)
    assert (answer.status_code, answer["Tus-Version"]) == (204, "1.0.0")
    assert answer["Tus-Extension"] == "creation,checksum"


@pytest.mark.parametrize(
    ("length", "named", "status"),
    [
        ("", "", 400),
        ("x", "", 400),
        ("9" * 13, "", 400),
        ("6", "filename ***", 400),
        ("6", f"filename {encoded(bytes([0xFF]))}", 400),
        ("6", metadata("run.exe"), 422),
        ("6", metadata("run.txt\0"), 201),
        ("0", "", 422),
        ("1048577", "", 413),
    ],
)
def test_an_announcement_is_looked_at(line, length, named, status):
    assert line.create(length, named).status_code == status


def test_after_handing_in_nothing_arrives(line):
    there = line.create()["Location"]
    Upload.objects.all().delete()
    handed_in(line.course)
    assert line.create().status_code == 400
    assert line.patch(there, 0, b"abc").status_code == 404
    assert Submission.objects.get().files.count() == 0


def test_the_upload_of_another_is_not_there(line, browser_of):
    there = line.create()["Location"]
    stranger = browser_of(person("Salma"))
    assert stranger.head(there, headers=TUS).status_code == 404
    assert stranger.patch(there, b"abc", content_type=PART, headers=TUS | {"Upload-Offset": "0"}).status_code == 404
    assert stranger.post(line.uploads, headers=TUS | {"Upload-Length": "6"}).status_code == 404
    assert Client().head(there, headers=TUS).status_code == 302


def test_a_part_from_another_site_is_refused(line):
    there = line.create()["Location"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = line.browser.cookies
    sent = strict.patch(there, b"abc", content_type=PART, headers=TUS | {"Upload-Offset": "0"})
    assert sent.status_code == 403
    assert strict.post(line.uploads, headers=TUS | {"Upload-Length": "6"}).status_code == 403
