"""Production: everything that differs is required from the environment."""

from functools import partial

from lms.settings.base import *
from lms.settings.base import DEFAULT_FROM_EMAIL as EXAMPLE_SENDER
from lms.settings.base import STORAGES, env
from lms.settings.reading import broker, checked, key, names, sender, web_address, yes_or_no

SECRET_KEY = checked(partial(key, env), "SECRET_KEY")
ALLOWED_HOSTS = checked(partial(names, env), "ALLOWED_HOSTS")
SITE_URL = checked(partial(web_address, env), "SITE_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATABASE_URL = checked(env, "DATABASE_URL")
CELERY_BROKER_URL = checked(partial(broker, env), "CELERY_BROKER_URL")
CACHES = {"default": checked(env.cache, "CACHE_URL")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    # A page waits a second for it at most, and is made without it; limits are then counted by each process.
    CACHES["default"] |= {
        "BACKEND": "lms.cache.CacheThatMayBeAway",
        "OPTIONS": {
            "socket_connect_timeout": 1, "socket_timeout": 1, "counted": ("allauth:rl:", "certificates:asked:")
        },
    }  # fmt: skip

SECURE_SSL_REDIRECT = checked(partial(yes_or_no, env), "SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies stand before this one; the limits on sign-in read the client's address from what they add.
ALLAUTH_TRUSTED_PROXY_COUNT = checked(env.int, "TRUSTED_PROXY_COUNT", default=1)
SECURE_HSTS_SECONDS = checked(env.int, "SECURE_HSTS_SECONDS", default=31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = checked(partial(sender, env), "DEFAULT_FROM_EMAIL", default=EXAMPLE_SENDER)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(checked(env.email_url, "EMAIL_URL"))

if bucket := env("S3_BUCKET", default=""):
    s3 = {
        "bucket_name": bucket,
        "endpoint_url": checked(partial(web_address, env), "S3_ENDPOINT_URL", default="") or None,
        "region_name": env("S3_REGION", default=None),
        "access_key": checked(env, "S3_ACCESS_KEY"),
        "secret_key": checked(env, "S3_SECRET_KEY"),
        "default_acl": "private",
    }
    STORAGES["default"] = {"BACKEND": "lms.storage.BehindTheSite", "OPTIONS": s3 | {"location": "media"}}
    WAGTAILDOCS_SERVE_METHOD = "serve_view"
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": s3 | {"location": "private", "querystring_expire": 300},
    }
