"""Tests: as the demo, on whatever database and broker the environment names, with cheap passwords."""

import os
import tempfile
from pathlib import Path

# A folder for each test process; pytest-xdist's workers inherit the environment, so theirs is named anew.
if "VAR_DIR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["VAR_DIR"] = str(Path(tempfile.gettempdir()) / f"polidari-tests-{os.getpid()}")

from lms.settings.demo import *
from lms.settings.demo import DATABASES, STORAGES, VAR_DIR

# WhiteNoise warns of a folder that is not there.
(VAR_DIR / "static").mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: live-server and worker threads read while a test writes, as in the demo.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
