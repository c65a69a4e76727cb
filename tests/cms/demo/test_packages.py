"""The demo's own packages."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from cms.demo.packages import build_package, load_packages
from courses.packages.models import Content

LIBRARY = "Polidari.ServiceScale-1.0"


def test_the_same_sources_give_the_same_bytes():
    assert build_package("service-scale") == build_package("service-scale")


@pytest.mark.django_db
def test_packages_are_taken_in_once():
    first = load_packages()
    assert load_packages() == first == {"service-scale": Content.objects.get().pk}


def test_every_language_of_the_content_has_the_same_shape_and_answers():
    with ZipFile(BytesIO(build_package("service-scale"))) as archive:
        english, korean, arabic = (
            json.loads(archive.read(f"content/content{part}.json")) for part in ("", ".ko", ".ar")
        )
    assert shape(english) == shape(korean) == shape(arabic)


def test_the_librarys_translations_follow_its_semantics():
    with ZipFile(BytesIO(build_package("service-scale"))) as archive:
        semantics = json.loads(archive.read(f"{LIBRARY}/semantics.json"))
        for language in ("ko", "ar"):
            translated = json.loads(archive.read(f"{LIBRARY}/language/{language}.json"))["semantics"]
            assert [fields(one) for one in translated] == [fields(one) for one in semantics]


def shape(value):
    """Keys and lengths, and of texts only the digits that are answers."""
    if isinstance(value, dict):
        return {key: shape(held) for key, held in value.items()}
    if isinstance(value, list):
        return [shape(held) for held in value]
    return value if isinstance(value, int) or value.isdigit() else "text"


def fields(field):
    """How many fields are in which, and that each has a label."""
    inner = field.get("fields", []) or ([field["field"]] if "field" in field else [])
    return (bool(field["label"]), [fields(one) for one in inner])
