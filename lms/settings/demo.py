"""One machine, no server: SQLite, files and mail in var/, the Celery worker and beat inside the site's process."""

from lms.settings.base import *
from lms.settings.base import NETWORK_NAMES, VAR_DIR, env

DEMO = True
NETWORK_NAMES = {"ko": "세계도시정부네트워크", "ar": "الشبكة العالمية لحكومات المدن"} | NETWORK_NAMES
REQUIRE_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Made for a walk on one's own machine; production refuses to start without a key of its own.
SECRET_KEY = env("SECRET_KEY", default="demo-key-that-signs-nothing-of-value-0123456789-abcdefghijkl")
# The links in mails lead to the port on which the demo is served.
SITE_URL = env("SITE_URL", default=f"http://localhost:{env('PORT', default='8000')}").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
VAR_DIR.mkdir(parents=True, exist_ok=True)
