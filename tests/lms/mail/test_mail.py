"""A mail is written with what causes it and sent once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import transaction

from lms.jobs.models import Job
from lms.jobs.tasks import perform
from lms.mail.actions import send_mail_once, write_mail
from lms.mail.models import OutgoingMail
from lms.mail.tasks import send

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEMPLATE = """{% load i18n %}
{% translate "Sign in" %} –
{{ city }}
Dear {{ name }},
{{ site_url }}/my/
"""


@pytest.fixture(autouse=True)
def _template(settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(TEMPLATE.replace(" –\n", " – "))
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]


def write(key: str = "one", *, confidential: bool = False, **context: str) -> OutgoingMail:
    values = {"name": "D'Arcy & <Söhne>", "city": "Nairobi"} | context
    return write_mail(
        key=key, to="focal@nairobi.example", language="en", template="letter.txt", context=values, at=NOON,
        confidential=confidential,
    )  # fmt: skip


def test_the_first_line_is_the_subject_and_nothing_is_escaped_for_html() -> None:
    letter = write()
    assert letter.subject == "Sign in – Nairobi"
    assert letter.text == "Dear D'Arcy & <Söhne>,\nhttp://localhost:8000/my/\n"


def test_a_job_sends_it_once_however_often_it_runs() -> None:
    letter = write()
    perform(job_id=Job.objects.get(task=send.name).pk)
    assert len(mail.outbox) == 1
    send_mail_once(mail_id=letter.pk, at=NOON)
    assert [message.to for message in mail.outbox] == [["focal@nairobi.example"]]
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<mail-{letter.pk}@localhost>"


def test_writing_the_same_mail_again_returns_the_one_that_was_written() -> None:
    assert write(city="Nairobi").pk == write(city="Kisumu").pk
    assert OutgoingMail.objects.get().subject == "Sign in – Nairobi"
    assert Job.objects.count() == 1


def test_a_transaction_that_fails_sends_nothing() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert (OutgoingMail.objects.count(), Job.objects.count()) == (0, 0)


def test_a_mail_server_that_is_away_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> int:
        raise ConnectionRefusedError

    letter = write()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    perform(job_id=Job.objects.get().pk)
    letter.refresh_from_db()
    assert (letter.sent_at, Job.objects.get().state) == (None, Job.State.QUEUED)


@pytest.mark.parametrize("name", ["x\nBcc: all@city.example", "x\r\nSubject: other"])
def test_nobody_writes_headers_through_a_name(name: str) -> None:
    letter = write(city=name)
    send_mail_once(mail_id=letter.pk, at=NOON)
    assert mail.outbox[0].recipients() == ["focal@nairobi.example"]
    assert "\n" not in letter.subject


@pytest.mark.parametrize(("confidential", "kept"), [(True, False), (False, True)])
def test_the_text_of_a_confidential_mail_is_forgotten_when_it_is_sent(confidential: bool, kept: bool) -> None:
    letter = write(confidential=confidential)
    send_mail_once(mail_id=letter.pk, at=NOON)
    letter.refresh_from_db()
    assert bool(letter.text) == kept
    assert mail.outbox[0].body
