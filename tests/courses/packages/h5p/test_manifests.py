"""h5p.json and library.json: lists have an end, since each entry becomes a row or a file to be read."""

import json
from typing import Any

import pytest

from courses.packages.h5p.manifests import Library, Package, read_manifest
from courses.packages.refusals import WrongManifest
from tests.factories.packages import LIBRARY, MANIFEST

ASSET = {"path": "small.js"}
NAMED = {"machineName": "Test.Small", "majorVersion": 1, "minorVersion": 2}
LISTS = [
    (Library, LIBRARY, "preloadedJs", ASSET),
    (Library, LIBRARY, "preloadedCss", ASSET),
    (Library, LIBRARY, "preloadedDependencies", NAMED),
    (Library, LIBRARY, "dynamicDependencies", NAMED),
    (Library, LIBRARY, "editorDependencies", NAMED),
    (Package, MANIFEST, "preloadedDependencies", NAMED),
    (Package, MANIFEST, "embedTypes", "div"),
]


@pytest.mark.parametrize(("kind", "manifest", "key", "one"), LISTS)
def test_no_list_of_a_manifest_is_endless(kind: type[Any], manifest: dict[str, Any], key: str, one: Any):
    def read(count: int) -> None:
        read_manifest(kind, json.dumps(manifest | {key: [one] * count}).encode(), entry="a.json")

    read(200)
    with pytest.raises(WrongManifest, match=key):
        read(201)
