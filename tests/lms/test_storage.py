"""Files in a bucket: certificates, letters, packages and media, over the protocol that production speaks."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from certificates import files
from cms.demo.packages import build_package
from courses.packages.actions import import_package
from courses.packages.models import Blob
from courses.packages.storing import open_blob
from lms.health.readiness import storage as storage_works
from tests.bucket import bucket

PACKAGE = "service-scale"


@pytest.fixture
def held(settings: LazySettings) -> Iterator[dict[str, bytes]]:
    with bucket() as (options, held):
        settings.STORAGES = settings.STORAGES | {
            "default": {"BACKEND": "lms.storage.BehindTheSite", "OPTIONS": options | {"location": "media"}},
            "private": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options | {"location": "private"}},
        }
        yield held


def test_readiness_leaves_nothing_behind(held: dict[str, bytes]) -> None:
    storage_works(timezone.now())
    assert held == {}


def test_a_certificate_is_kept_once_and_read_as_it_was_written(held: dict[str, bytes]) -> None:
    names = {files.keep(year=2026, number="WNCG-1", pdf=b"%PDF certificate") for _ in range(2)}
    (name,) = names
    assert held == {f"private/{name}": b"%PDF certificate"}
    with files.storage().open(name) as opened:
        assert opened.read() == b"%PDF certificate"


@pytest.mark.django_db
def test_a_package_is_unpacked_into_the_bucket(held: dict[str, bytes]) -> None:
    import_package(file=BytesIO(build_package(PACKAGE)), by=None, at=timezone.now())
    for blob in Blob.objects.all():
        with open_blob(blob) as opened:
            assert opened.read() == held[f"private/{blob.name}"]
    assert all(held.values()), "no file is empty"
    assert len(held) == Blob.objects.count() > 3


def test_media_have_the_sites_own_addresses(held: dict[str, bytes]) -> None:
    name = storages["default"].save("original_images/bridge.svg", ContentFile(b"<svg/>"))
    assert storages["default"].url(name) == "/media/original_images/bridge.svg"


def test_a_file_that_is_not_there_is_told_as_by_a_folder(held: dict[str, bytes]) -> None:
    assert not storages["private"].exists("certificates/2026/none.pdf")
    with pytest.raises(FileNotFoundError):
        storages["private"].open("certificates/2026/none.pdf").read()
