"""compose.yaml by what it must hold; by docker's own reading of it too, where docker compose is installed."""

import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from tests.deployment import SAMPLE
from tests.lint.sources import ROOT

APPLICATION = {"web", "worker", "worker-batch", "beat", "migrate"}
ONCE = {"migrate", "bucket"}
SECRETS = ("KEY", "PASSWORD", "AUTH", "URL", "MC_HOST")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return loaded


@pytest.fixture
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose["services"]
    return found


def test_it_has_the_parts_of_production(services: dict[str, dict[str, Any]]) -> None:
    assert set(services) == APPLICATION | {"postgres", "redis", "storage", "bucket"}


def test_every_lasting_part_is_watched(services: dict[str, dict[str, Any]]) -> None:
    lasting = {name: part for name, part in services.items() if name not in ONCE}
    assert [name for name, part in lasting.items() if "test" not in part.get("healthcheck", {})] == []
    assert [name for name, part in lasting.items() if part.get("restart") != "unless-stopped"] == []


def test_every_part_waits_for_parts_that_exist(services: dict[str, dict[str, Any]]) -> None:
    for part in services.values():
        for name, wait in part.get("depends_on", {}).items():
            expected = "service_completed_successfully" if name in ONCE else "service_healthy"
            assert wait == {"condition": expected}
            assert name in services


def test_data_is_kept_in_declared_volumes(compose: dict[str, Any], services: dict[str, dict[str, Any]]) -> None:
    used = {volume.split(":")[0] for part in services.values() for volume in part.get("volumes", [])}
    assert used == set(compose["volumes"]) == {"postgres", "redis", "storage"}


def test_no_secret_has_a_value_in_the_file(services: dict[str, dict[str, Any]]) -> None:
    for part in services.values():
        for name, value in part.get("environment", {}).items():
            if any(word in name for word in SECRETS) and name != "S3_ENDPOINT_URL":
                assert re.search(r"\$\{\w+:\?", value), name


def test_only_the_site_is_reached_from_outside_and_only_through_a_proxy(services: dict[str, dict[str, Any]]) -> None:
    published = {name: part["ports"] for name, part in services.items() if "ports" in part}
    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_the_application_may_not_change_its_own_code(services: dict[str, dict[str, Any]]) -> None:
    for name in APPLICATION:
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]


def test_the_application_gets_every_setting_that_production_requires(services: dict[str, dict[str, Any]]) -> None:
    for name in APPLICATION:
        assert set(SAMPLE) <= set(services[name]["environment"])


def test_every_queue_has_a_worker(services: dict[str, dict[str, Any]]) -> None:
    commands = " ".join(str(services[name]["command"]) for name in ("worker", "worker-batch"))
    queues = {queue for found in re.findall(r"--queues (\S+)", commands) for queue in found.split(",")}
    assert queues == {"interactive", "mail", "batch"}


def has_compose() -> bool:
    asked = ["docker", "compose", "version"]
    return bool(shutil.which("docker")) and subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not has_compose(), reason="docker compose is not installed")
def test_docker_reads_it() -> None:
    named = {"POSTGRES_PASSWORD": "sample", "REDIS_PASSWORD": "sample", "PATH": os.environ["PATH"]}
    read = subprocess.run(
        ["docker", "compose", "config", "--quiet"],
        cwd=ROOT,
        env=SAMPLE | named,
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
