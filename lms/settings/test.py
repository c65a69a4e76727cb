"""Tests: as the demo, on whatever database and broker the environment names, with cheap passwords."""

import atexit
import os
import shutil
import tempfile

# A folder for each test process, gone with it. Commands that a test starts share its folder; pytest-xdist's workers,
# which inherit the environment as well, do not.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
if os.environ.get("VAR_DIR_OF_WORKER") != _worker:
    os.environ["VAR_DIR_OF_WORKER"] = _worker
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="polidari-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from lms.settings.demo import *
from lms.settings.demo import CELERY_BROKER_TRANSPORT_OPTIONS, DATABASES, STORAGES, VAR_DIR

# WhiteNoise warns of a folder that is not there.
(VAR_DIR / "static").mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: live-server and worker threads read while a test writes, as in the demo.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Test processes that run side by side share a broker, and must not take each other's messages.
CELERY_BROKER_TRANSPORT_OPTIONS = CELERY_BROKER_TRANSPORT_OPTIONS | {"global_keyprefix": f"{_worker}:"}
