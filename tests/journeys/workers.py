"""The workers of a journey: threads of this process where the broker lives in its memory, else a process of its own.

Run as a program, this is that process: a Celery worker and beat on the database and folders of the test.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30
"""Seconds."""


@contextmanager
def workers() -> Iterator[None]:
    from celery import current_app

    in_memory = current_app.conf.broker_url.startswith("memory:")
    with _threads() if in_memory else _process():
        yield


@contextmanager
def _threads() -> Iterator[None]:
    from lms.demo.server import start_beat, start_worker

    before = set(threading.enumerate())
    worker, beat = start_worker(), start_beat()
    ours = [thread for thread in threading.enumerate() if thread not in before and thread.name.startswith("celery ")]
    yield
    beat.stop()
    worker.stop()
    for thread in ours:
        thread.join(PATIENCE)


@contextmanager
def _process() -> Iterator[None]:
    from django.conf import settings
    from django.db import connection

    environment = os.environ | {
        "TEST_DATABASE_NAME": str(connection.settings_dict["NAME"]),
        "PRIVATE_FILES": settings.STORAGES["private"]["OPTIONS"]["location"],
        "MAIL_FOLDER": str(settings.EMAIL_FILE_PATH),
        "SITE_URL": settings.SITE_URL,
    }
    process = subprocess.Popen([sys.executable, __file__], cwd=settings.BASE_DIR, env=environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _work() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "lms.settings.test"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE_NAME"]
    settings.STORAGES["private"]["OPTIONS"]["location"] = os.environ["PRIVATE_FILES"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = os.environ["MAIL_FOLDER"]
    django.setup()

    from celery import current_app

    import lms.celery  # noqa: F401
    from lms.demo.server import start_beat

    start_beat()
    current_app.worker_main(
        ["worker", "--pool=threads", "--concurrency=2", "--queues=interactive,batch,mail", "-lERROR"]
    )


if __name__ == "__main__":
    _work()
