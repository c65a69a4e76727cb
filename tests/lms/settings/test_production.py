"""Production is configured by the environment alone; what is missing or wrong stops the start with its name."""

import os
import subprocess
import sys

import pytest

from tests.deployment import SAMPLE
from tests.lint.sources import ROOT

REQUIRED = [
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "DATABASE_URL",
    "CELERY_BROKER_URL",
    "CACHE_URL",
    "EMAIL_URL",
    "S3_ACCESS_KEY",
    "S3_SECRET_KEY",
]


def start(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    named = {"DJANGO_SETTINGS_MODULE": "lms.settings.production", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-W", "ignore", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment | named, capture_output=True, text=True, check=False, timeout=60
    )


def read_settings(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return start(environment, "-c", "from django.conf import settings; settings.DEBUG")


def test_a_complete_environment_passes_the_deployment_check() -> None:
    checked = start(SAMPLE, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["-m", "celery", "--app", "lms", "worker", "--queues", "mail"],
        ["-m", "celery", "--app", "lms", "beat"],
        ["-m", "gunicorn", "lms.wsgi:application", "--preload", "--bind", "127.0.0.1:0"],
    ],
)
def test_every_process_ends_with_the_name_of_what_is_missing(command: list[str]) -> None:
    stopped = start({key: value for key, value in SAMPLE.items() if key != "EMAIL_URL"}, *command)
    assert stopped.returncode != 0
    assert "EMAIL_URL" in stopped.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_is_named(name: str) -> None:
    stopped = read_settings({key: value for key, value in SAMPLE.items() if key != name})
    assert stopped.returncode != 0
    assert name in stopped.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", " , "),
        ("SITE_URL", ""),
        ("SITE_URL", "learn.example.org"),
        ("CELERY_BROKER_URL", "carrier-pigeon://roof"),
        ("CELERY_BROKER_URL", ""),
        ("DEFAULT_FROM_EMAIL", "the secretariat"),
        ("S3_ENDPOINT_URL", "storage:9000"),
        ("TRUSTED_PROXY_COUNT", "several"),
        ("DATABASE_URL", "not an address"),
        ("CACHE_URL", "carrier-pigeon://roof"),
        ("EMAIL_URL", "post-office://corner"),
        ("SECURE_HSTS_SECONDS", "soon"),
        ("SECURE_SSL_REDIRECT", "perhaps"),
        ("NETWORK_TIME_ZONE", "Seoul"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(name: str, value: str) -> None:
    stopped = read_settings(SAMPLE | {name: value})
    assert stopped.returncode != 0
    assert name in stopped.stderr.splitlines()[-1]
