"""Pictures under the site's own addresses."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from lms.storage import BehindTheSite

pytestmark = pytest.mark.django_db


def test_a_picture_comes_from_the_storage_and_may_be_kept(client: Client) -> None:
    default_storage.save("images/bridge.svg", ContentFile(b"<svg/>"))
    response = client.get("/media/images/bridge.svg")
    assert response.getvalue() == b"<svg/>"
    assert response["Content-Type"] == "image/svg+xml"
    assert "max-age=604800" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["nothing.svg", "..%2Fpolidari.sqlite3"])
def test_what_is_no_picture_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/media/images/{name}").status_code in (400, 404)


def test_files_in_object_storage_have_addresses_of_the_site() -> None:
    assert BehindTheSite(bucket_name="polidari").url("images/bridge.svg") == "/media/images/bridge.svg"
