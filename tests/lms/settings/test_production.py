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


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_is_named(name: str) -> None:
    stopped = read_settings({key: value for key, value in SAMPLE.items() if key != name})
    assert stopped.returncode != 0
    assert name in stopped.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
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
