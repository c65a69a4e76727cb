"""A production environment as a test may name it: nothing behind it is ever reached."""

SAMPLE = {
    "SECRET_KEY": "Vm9yIGRlbSBHZXNldHogc3RlaHQgZWluIFTDvHJow7x0ZXIuIFp1IGRpZXNlbQ",
    "ALLOWED_HOSTS": "learn.example.org",
    "SITE_URL": "https://learn.example.org",
    "DATABASE_URL": "sqlite:////nonexistent/sample.sqlite3",
    "CELERY_BROKER_URL": "redis://broker.invalid:6379/0",
    "CACHE_URL": "redis://broker.invalid:6379/1",
    "EMAIL_URL": "smtp+tls://user:secret@mail.invalid:587",
    "DEFAULT_FROM_EMAIL": "Polidari <training@learn.example.org>",
    "S3_BUCKET": "sample",
    "S3_ACCESS_KEY": "sample",
    "S3_SECRET_KEY": "sample",
}
