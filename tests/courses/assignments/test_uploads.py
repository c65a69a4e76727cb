"""Files arrive in parts: in order, each once, all or nothing."""

from datetime import timedelta
from hashlib import sha256

import pytest

from courses.assignments.actions.drafts import UploadUnderWay, submit
from courses.assignments.actions.guards import NotADraft
from courses.assignments.actions.uploads import (
    ChunkDamaged,
    FileEmpty,
    FileTooLarge,
    NotWholeYet,
    TooManyFiles,
    WrongKindOfFile,
    WrongOffset,
    add_file,
    append_chunk,
    begin_upload,
    finish_upload,
    remove_file,
    sweep_uploads,
)
from courses.assignments.models import SubmissionFile, Upload
from courses.assignments.names import cleaned
from courses.assignments.storing import opened
from courses.enrolment.guards import NotTheLearner
from tests.courses.assignments.handing_in import drafted, files_on, handed_in, learner
from tests.factories.learning import DURING, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


class Sender:
    """The learner, with a draft and a line to the server."""

    def __init__(self, **values) -> None:
        self.course = learner(**values)
        self.draft = drafted(self.course)
        self.whoever = {"enrolled": self.course, "by": self.course.enrolment.person, "at": DURING}

    def begin(self, name="plan.txt", total=6, **more) -> Upload:
        return begin_upload(submission=self.draft, name=name, total=total, **self.whoever | more)

    def send(self, upload, offset, data, **more) -> Upload:
        return append_chunk(upload=upload, offset=offset, data=data, **self.whoever | more)

    def finish(self, upload) -> SubmissionFile:
        upload.refresh_from_db()
        return finish_upload(upload=upload, **self.whoever)


@pytest.fixture
def sender() -> Sender:
    return Sender()


def test_parts_become_one_file(sender, shelf, django_capture_on_commit_callbacks):
    upload = sender.begin()
    sender.send(upload, 0, b"abc")
    sender.send(upload, 3, b"def")
    with django_capture_on_commit_callbacks(execute=True):
        file = sender.finish(upload)
    assert (file.name, file.size, file.sha256) == ("plan.txt", 6, sha256(b"abcdef").hexdigest())
    with opened(file.path) as whole:
        assert whole.read() == b"abcdef"
    assert files_on(shelf) == [file.path]
    assert sender.finish(upload).pk == file.pk


def test_a_part_sent_again_changes_nothing(sender):
    upload = sender.begin()
    for _time in range(2):
        assert sender.send(upload, 0, b"abc").offset == 3
    sender.send(upload, 3, b"def")
    assert sender.send(upload, 0, b"abc").offset == 6


@pytest.mark.parametrize(("offset", "data"), [(2, b"x"), (4, b"x"), (0, b"xyz"), (3, b"defg"), (0, b"")])
def test_what_does_not_follow_is_refused_as_a_whole(sender, offset, data):
    upload = sender.begin()
    sender.send(upload, 0, b"abc")
    with pytest.raises(WrongOffset):
        sender.send(upload, offset, data)
    upload.refresh_from_db()
    assert (upload.offset, len(upload.chunks)) == (3, 1)


def test_a_damaged_part_is_refused(sender, shelf):
    with pytest.raises(ChunkDamaged):
        sender.send(sender.begin(), 0, b"abc", digest=sha256(b"abd").hexdigest())
    assert files_on(shelf) == []


def test_what_a_crash_left_is_written_over(sender, shelf):
    upload = sender.begin()
    left = shelf / "assignments" / "parts" / upload.code / "0"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"garbage")
    sender.send(upload, 0, b"abcdef")
    with opened(sender.finish(upload).path) as whole:
        assert whole.read() == b"abcdef"


def test_the_same_file_announced_again_goes_on(sender):
    upload = sender.begin(fingerprint="6-99")
    sender.send(upload, 0, b"abc")
    again = sender.begin(fingerprint="6-99")
    assert (again.pk, again.offset) == (upload.pk, 3)
    assert sender.begin(fingerprint="6-100").pk != upload.pk


@pytest.mark.parametrize(
    ("name", "total", "refusal"),
    [
        ("plan.exe", 6, WrongKindOfFile),
        ("plan", 6, WrongKindOfFile),
        ("txt", 6, WrongKindOfFile),
        ("plan.txt\0.exe", 6, WrongKindOfFile),
        ("plan.txt", 0, FileEmpty),
        ("plan.txt", 1024 * 1024 + 1, FileTooLarge),
        ("plan.txt", 10**12 - 1, FileTooLarge),
    ],
)
def test_files_that_are_not_allowed_are_refused_before_a_byte_is_sent(sender, name, total, refusal):
    with pytest.raises(refusal):
        sender.begin(name, total)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/pass\0wd.txt", "passwd.txt"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("in\u202evoice.txt", "invoice.txt"),
        ("  two   blanks .txt", "two blanks .txt"),
        ("한" * 200 + ".pdf", "한" * 146 + ".pdf"),
        ("..", ""),
    ],
)
def test_names_are_cleaned(given, kept):
    assert cleaned(given) == kept


def test_no_more_files_than_allowed_those_on_their_way_among_them(sender):
    sender.begin("one.txt")
    sender.begin("two.txt")
    with pytest.raises(TooManyFiles):
        sender.begin("three.txt")


def test_half_a_file_cannot_be_finished_nor_handed_in(sender):
    upload = sender.begin()
    with pytest.raises(NotWholeYet):
        sender.finish(upload)
    with pytest.raises(UploadUnderWay):
        submit(submission=sender.draft, **sender.whoever)


def test_nobody_else_sends_and_nothing_after_handing_in(sender):
    upload = sender.begin()
    with pytest.raises(NotTheLearner):
        sender.send(upload, 0, b"abc", by=person("Salma"))
    remove_file(submission=sender.draft, code=upload.code, **sender.whoever)
    handed_in(sender.course)
    with pytest.raises(NotADraft):
        sender.begin()


def test_a_form_that_fails_leaves_nothing(sender, shelf, django_capture_on_commit_callbacks):
    def broken():
        yield b"abc"
        raise OSError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(OSError):  # noqa: PT011 - any
        add_file(submission=sender.draft, name="plan.txt", size=6, chunks=broken(), **sender.whoever)
    assert not Upload.objects.exists()
    assert files_on(shelf) == []


def test_removing_takes_the_bytes_along(sender, shelf, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = add_file(submission=sender.draft, name="plan.txt", size=3, chunks=[b"abc"], **sender.whoever)
        upload = sender.begin("half.txt")
        sender.send(upload, 0, b"abc")
    assert len(files_on(shelf)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        for code in (file.code, upload.code, "unknown"):
            remove_file(submission=sender.draft, code=code, **sender.whoever)
    assert files_on(shelf) == []


def test_the_sweep_gives_up_what_was_abandoned_and_keeps_what_became_a_file(
    sender, shelf, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        file = add_file(submission=sender.draft, name="plan.txt", size=3, chunks=[b"abc"], **sender.whoever)
        sender.send(sender.begin("half.txt"), 0, b"abc")
        sweep_uploads(at=DURING + timedelta(days=2))
    assert Upload.objects.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        sweep_uploads(at=DURING + timedelta(days=4))
    assert not Upload.objects.exists()
    assert files_on(shelf) == [file.path]
