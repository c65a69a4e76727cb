"""What every deployment shares. What differs comes from the environment; a bad value stops the start with its name."""

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from lms.design.policy import content_security_policy
from lms.settings.jobs import *
from lms.settings.packages import *
from lms.settings.packages import CMI5_REMOTE_ORIGINS, H5P_ORIGIN, PLAYERS
from lms.settings.reading import checked, database, time_zone
from lms.settings.roles import ROLE_PERMISSIONS as ROLE_PERMISSIONS

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()
DEMO = False
DEBUG = False

# --- Who runs this installation -----------------------------------------------------------------------------
NETWORK_NAME = env("NETWORK_NAME", default="World Network of City Governments")
NETWORK_CODE = env("NETWORK_CODE", default="WNCG")
NETWORK_SEAT = env("NETWORK_SEAT", default="Seoul")
NETWORK_TIME_ZONE = checked(partial(time_zone, env), "NETWORK_TIME_ZONE", default="Asia/Seoul")
SITE_URL = checked(env, "SITE_URL", default="http://localhost:8000").rstrip("/")
WAGTAIL_SITE_NAME = "Polidari"
WAGTAILADMIN_BASE_URL = SITE_URL

INSTALLED_APPS = [
    "cms.demo",
    "cms.authoring",
    "cms.desks.assignments",
    "cms.desks.certificates",
    "cms.desks.packages",
    "cms.desks.programmes",
    "cms.desks.questions",
    "cms.desks.analysis",
    "cms.desks.network",
    "cms",
    "certificates",
    "courses.progress",
    "courses.assignments",
    "courses.assessment",
    "courses.records",
    "courses.enrolment",
    "courses.programmes",
    "courses.outline",
    "courses.packages",
    "courses.packages.editor",
    "lms.demo",
    "lms.health",
    "lms.network",
    "lms.accounts",
    "lms.mail",
    "lms.audit",
    "lms.outbox",
    "lms.jobs",
    "lms.languages",
    "lms.design",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.desks.people.apps.PeopleDeskConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "lms.design.delivery.conditional.NotModifiedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "lms.design.delivery.security.SecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lms.design.delivery.compression.CompressionMiddleware",
    "lms.design.delivery.conditional.ConditionalMiddleware",
    "lms.design.delivery.whitespace.WhitespaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lms.languages.middleware.ChooseLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lms.accounts.middleware.RequireSecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lms.languages.middleware.RememberPageLanguage",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "lms.urls"
WSGI_APPLICATION = "lms.wsgi.application"
FORM_RENDERER = "lms.design.rendering.FormRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "lms.design.context.frame",
                "lms.languages.network.network",
                "cms.navigation.site_frame",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------
DATABASES = {
    "default": checked(partial(database, env), "DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'polidari.sqlite3'}")
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue at BEGIN instead of failing at their first write; readers never wait (WAL).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = checked(env.int, "DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": checked(env.cache, "CACHE_URL", default="locmemcache://polidari?max_entries=5000")}

MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# The core scripts and styles of H5P; the run-time of SCORM.
STATICFILES_DIRS = [(name, BASE_DIR / "node_modules" / path / "dist") for name, path in PLAYERS.items()]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Certificates, letters and packages: never served by an open address, only through a view with a door.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "private"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- People -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# Django's own backend alone would hash every wrong password a second time.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_ADAPTER = "lms.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# One address, the identity: a new one takes its place once it is proved.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Mail may travel slowly; three wrong guesses end a code.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
# Shared computers: the box "remember me" is offered and never ticked beforehand.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "lms.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "login_webauthn": "lms.accounts.passkeys.PasskeySignInForm",
    "add_webauthn": "lms.accounts.passkeys.AddPasskeyForm",
    "edit_webauthn": "lms.accounts.passkeys.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Polidari"
# Telephones' clocks differ: the code before and after holds too.
MFA_TOTP_TOLERANCE = 1
REQUIRE_SECOND_FACTOR = True
# The account menu; a target is a path or a URL's name, and an unknown one is left out.
ACCOUNT_LINKS = [
    {"label": _("My learning"), "target": "my_learning"},
    {"label": _("My record"), "target": "my_record"},
    {"label": _("My city"), "target": "my_city"},
    {"label": _("My account"), "target": "me"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/my/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "lms.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "s"
CSRF_COOKIE_NAME = "t"
CSRF_COOKIE_HTTPONLY = True
# Gone with the browser, as the session is; and shorter on the wire.
CSRF_COOKIE_AGE = None

# --- Languages ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ko", _("Korean")), ("ar", _("Arabic"))]
# NETWORK_NAME_KO and so on; a language without one shows NETWORK_NAME.
NETWORK_NAMES = {code: name for code, _own in LANGUAGES if (name := env(f"NETWORK_NAME_{code.upper()}", default=""))}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "lms" / "languages" / "locale"]
LANGUAGE_COOKIE_NAME = "l"
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["lms.design.formats"]

# --- Wagtail ------------------------------------------------------------------------------------------------
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Addresses are mailed, printed and typed on every keyboard; the addresses of courses and lessons are ASCII slugs.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# One way to sign in, with its second factor and its limits; addresses and passwords are changed there too.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "key",
    "m4a",
    "mp3",
    "mp4",
    "odp",
    "ods",
    "odt",
    "ogg",
    "opus",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "vtt",
    "webm",
    "xlsx",
    "zip",
]

# --- Mail ---------------------------------------------------------------------------------------------------
# Called with an invitation: the whole address of its letter, which opens without signing in.
INVITATION_LETTER_LINK = "certificates.addresses.letter_link"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Polidari <no-reply@polidari.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 20
EMAIL_MESSAGE_ID_DOMAIN = urlsplit(SITE_URL).hostname or "localhost"

# --- Interactive content ------------------------------------------------------------------------------------
# Called with a content's id: names of what shows it or has frozen it. What is held is not removed.
CONTENT_HOLDERS = ["courses.outline.queries.courses_holding", "cms.usages.pages_holding"]

# --- Safety -------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CONTENT_SECURITY_POLICY = content_security_policy(frames=" ".join(filter(None, [H5P_ORIGIN, *CMI5_REMOTE_ORIGINS])))
