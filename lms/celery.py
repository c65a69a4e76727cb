"""The Celery application. Tasks are found in each app's tasks module; names, queues and times are settings."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.demo")

app = Celery("polidari")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
