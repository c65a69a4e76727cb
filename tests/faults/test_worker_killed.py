"""A worker process is killed with -9 in the middle of a batch of 200; the next one ends what it began."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from certificates import files
from certificates.models import Certificate, CertificateBatch
from lms.jobs.models import Job
from lms.outbox.models import OutboxEvent
from tests.factories.certificates import approved

OFFICIALS = 199
"""With the city's own certificate: 200."""
WORKER = Path(__file__).with_name("worker.py")
PATIENCE = 120
"""Seconds."""


def start_worker() -> subprocess.Popen[bytes]:
    """A Celery worker in a process of its own on this test's database, with beat's sweep; see worker.py."""
    name = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "TEST_DATABASE_NAME": name, "PRIVATE_FILES": files.storage().path("")}
    return subprocess.Popen([sys.executable, str(WORKER)], cwd=settings.BASE_DIR, env=environment)


def issued() -> int:
    return Certificate.objects.filter(state__in=Certificate.PUBLIC).count()


def wait_until(count: int) -> None:
    end = time.monotonic() + PATIENCE
    while issued() < count:
        assert time.monotonic() < end, f"{issued()} of {count} issued"
        time.sleep(0.02)


def pass_time() -> None:
    """The lease of the job and the hold on the certificate, which the dead worker cannot give back, run out."""
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(state=Job.State.RUNNING).update(due_at=past)
    Certificate.objects.filter(held_until__isnull=False).update(held_until=past)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_200_leaves_nothing_undone(tmp_path):
    batch = approved(officials=OFFICIALS)
    first = start_worker()
    try:
        wait_until(40)
        first.send_signal(signal.SIGKILL)
    finally:
        first.kill()
        first.wait()
    after_the_kill = issued()
    assert 40 <= after_the_kill < 200
    pass_time()
    second = start_worker()
    try:
        wait_until(200)
        wait_for_the_batch(batch)
    finally:
        second.terminate()
        second.wait(PATIENCE)
    check_register(batch)


def wait_for_the_batch(batch: CertificateBatch) -> None:
    end = time.monotonic() + PATIENCE
    while CertificateBatch.objects.get(pk=batch.pk).state != CertificateBatch.State.ISSUED:
        assert time.monotonic() < end
        time.sleep(0.05)


def check_register(batch: CertificateBatch) -> None:
    certificates = list(batch.certificates.order_by("serial"))
    assert [certificate.serial for certificate in certificates] == list(range(1, 201))
    assert len({certificate.number for certificate in certificates}) == 200
    for certificate in certificates:
        with files.opened(certificate) as file:
            assert files.digest_of(file.read()) == certificate.sha256
    told = OutboxEvent.objects.filter(name="certificates.certificate-issued.v1")
    assert sorted(row.payload["certificate_id"] for row in told) == sorted(row.pk for row in certificates)
    assert len(files.storage().listdir("certificates/2026")[1]) == 200
