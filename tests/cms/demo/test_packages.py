"""The demo's own packages."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from cms.demo.packages import SLUGS, build_package, load_packages
from courses.packages.models import Content

each_package = pytest.mark.parametrize("slug", SLUGS)


def opened(slug: str) -> ZipFile:
    return ZipFile(BytesIO(build_package(slug)))


@each_package
def test_the_same_sources_give_the_same_bytes(slug: str):
    assert build_package(slug) == build_package(slug)


@pytest.mark.django_db
def test_packages_are_taken_in_once():
    first = load_packages()
    assert load_packages() == first
    assert set(first) == set(SLUGS)
    assert Content.objects.count() == len(SLUGS)


@each_package
def test_a_package_brings_the_libraries_it_needs_and_no_other(slug: str):
    with opened(slug) as archive:
        asked = json.loads(archive.read("h5p.json"))["preloadedDependencies"]
        brought = {name.partition("/")[0] for name in archive.namelist()} - {"h5p.json", "content"}
    assert brought == {f"{one['machineName']}-{one['majorVersion']}.{one['minorVersion']}" for one in asked}


@each_package
def test_a_package_is_small(slug: str):
    assert len(build_package(slug)) < 30_000


@each_package
def test_every_language_of_the_content_has_the_same_shape_and_answers(slug: str):
    with opened(slug) as archive:
        english, korean, arabic = (
            json.loads(archive.read(f"content/content{part}.json")) for part in ("", ".ko", ".ar")
        )
    assert shape(english) == shape(korean) == shape(arabic)


@each_package
def test_the_interface_texts_are_those_of_the_library(slug: str):
    with opened(slug) as archive:
        main = json.loads(archive.read("h5p.json"))["preloadedDependencies"][0]
        folder = f"{main['machineName']}-{main['majorVersion']}.{main['minorVersion']}"
        texts = json.loads(archive.read(f"{folder}/semantics.json"))[-1]
        for language, part in (("ko", ".ko"), ("ar", ".ar")):
            translated = json.loads(archive.read(f"{folder}/language/{language}.json"))["semantics"][-1]
            said = json.loads(archive.read(f"content/content{part}.json"))["l10n"]
            names = [field["name"] for field in texts["fields"]]
            assert said == dict(zip(names, (field["default"] for field in translated["fields"]), strict=True))


def shape(value):
    """Keys and lengths, and of texts only the digits that are answers, and what every language leaves out."""
    if isinstance(value, dict):
        return {key: shape(held) for key, held in value.items()}
    if isinstance(value, list):
        return [shape(held) for held in value]
    return value if not isinstance(value, str) or value.isdigit() or not value else "text"
