"""Tests: as the demo, on whatever database and broker the environment names, with cheap passwords."""

import os
import tempfile
from pathlib import Path

_here = Path(tempfile.gettempdir()) / f"polidari-tests-{os.getpid()}"
os.environ.setdefault("VAR_DIR", str(_here))

from lms.settings.demo import *  # noqa: E402
from lms.settings.demo import DATABASES, STORAGES, VAR_DIR  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: live-server and worker threads read while a test writes, as in the demo.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
