"""A process that is only a Celery worker and the sweep, on the database of the test that started it.

The broker is the one that CELERY_BROKER_URL names; in memory, the sweep is what brings it work. Certificates are
printed by the stand-in of tests/certificates, a little slower, so that there is a middle in which to be killed.
"""

import os
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "lms.settings.test"

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE_NAME"]
settings.STORAGES["private"]["OPTIONS"]["location"] = os.environ["PRIVATE_FILES"]
django.setup()

from celery import current_app  # noqa: E402

import lms.celery  # noqa: E402, F401
from certificates import issuing  # noqa: E402
from certificates.render import Document  # noqa: E402
from lms.jobs.tasks import sweep  # noqa: E402
from tests.certificates.press import printed  # noqa: E402


def slowly(document: Document) -> bytes:
    time.sleep(0.01)
    return printed(document)


def sweep_now_and_then() -> None:
    while True:
        sweep()
        time.sleep(1)


if __name__ == "__main__":
    vars(issuing)["render"] = slowly
    threading.Thread(target=sweep_now_and_then, daemon=True).start()
    current_app.worker_main(
        ["worker", "--pool=threads", "--concurrency=2", "--queues=interactive,batch,mail", "-lERROR"]
    )
