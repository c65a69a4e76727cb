"""Our own H5P libraries: their manifests, semantics, translations and scripts belong together."""

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.demo.packages import LIBRARIES

FOLDERS = sorted(path.name for path in LIBRARIES.iterdir() if path.is_dir())
SHOWN = [name for name in FOLDERS if (LIBRARIES / name / "semantics.json").is_file()]
SCRIPTS = sorted(path for name in FOLDERS for path in (LIBRARIES / name).glob("*.js"))
STYLES = sorted(path for name in FOLDERS for path in (LIBRARIES / name).glob("*.css"))
LETTERS = {"ko": re.compile("[가-힣]"), "ar": re.compile("[\u0600-\u06ff]")}
TYPES = {"text", "number", "boolean", "group", "list", "select", "library"}
TRANSLATED = ("label", "description", "entity", "placeholder")
LARGEST = 15_000

each_folder = pytest.mark.parametrize("name", FOLDERS)
each_shown = pytest.mark.parametrize("name", SHOWN)
each_language = pytest.mark.parametrize("language", LETTERS)
each_script = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
each_style = pytest.mark.parametrize("path", STYLES, ids=lambda path: f"{path.parent.name}/{path.name}")


def read(name: str, path: str) -> Any:
    return json.loads((LIBRARIES / name / path).read_text(encoding="utf-8"))


def fields_in(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from fields_in(field.get("fields", []))
        yield from fields_in([field["field"]] if "field" in field else [])


def translatable(field: dict[str, Any]) -> dict[str, Any]:
    """The tree of a field's texts, as a language file repeats it: keys, and how many are in each list."""
    texts: dict[str, Any] = {key: "text" for key in TRANSLATED if key in field}
    # A language file names no types: what it says as default is a text.
    if field.get("type", "text") == "text" and "default" in field:
        texts["default"] = "text"
    if "options" in field:
        texts["options"] = [{"label": "text"} for _ in field["options"]]
    if "field" in field:
        texts["field"] = translatable(field["field"])
    if "fields" in field:
        texts["fields"] = [translatable(one) for one in field["fields"]]
    return texts


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    else:
        yield value


@each_folder
def test_a_folder_bears_the_name_and_version_of_its_library(name: str):
    manifest = read(name, "library.json")
    assert name == f"{manifest['machineName']}-{manifest['majorVersion']}.{manifest['minorVersion']}"


@each_folder
def test_a_library_has_the_files_and_the_libraries_it_names(name: str):
    manifest = read(name, "library.json")
    for asset in (*manifest["preloadedJs"], *manifest["preloadedCss"]):
        assert (LIBRARIES / name / asset["path"]).is_file()
    for needed in manifest.get("preloadedDependencies", []):
        assert f"{needed['machineName']}-{needed['majorVersion']}.{needed['minorVersion']}" in FOLDERS


@each_folder
def test_what_can_be_played_says_what_its_parameters_are_and_has_a_picture(name: str):
    runnable = bool(read(name, "library.json")["runnable"])
    assert runnable == (name in SHOWN) == (LIBRARIES / name / "icon.svg").is_file()


@each_folder
def test_what_a_player_loads_of_a_library_is_small(name: str):
    manifest = read(name, "library.json")
    loaded = [asset["path"] for asset in (*manifest["preloadedJs"], *manifest["preloadedCss"])]
    assert sum((LIBRARIES / name / path).stat().st_size for path in loaded) < LARGEST


@each_shown
def test_every_field_has_a_name_a_known_type_and_a_label(name: str):
    semantics = read(name, "semantics.json")
    for field in fields_in(semantics):
        assert field["type"] in TYPES, field
        assert re.fullmatch(r"[a-z][A-Za-z0-9]*", field["name"]), field
        assert field["label"].strip(), field
        assert len({one["name"] for one in field.get("fields", [])}) == len(field.get("fields", []))


@each_shown
def test_no_group_has_a_single_field(name: str):
    """The filter would flatten it."""
    groups = [field for field in fields_in(read(name, "semantics.json")) if field["type"] == "group"]
    assert all(len(group["fields"]) > 1 for group in groups)


@each_shown
def test_the_texts_of_the_interface_are_common_and_have_defaults(name: str):
    *content, texts = read(name, "semantics.json")
    assert (texts["name"], texts["common"]) == ("l10n", True)
    assert all(field["default"] for field in texts["fields"])
    assert not any(field.get("common") for field in content)


@each_shown
def test_every_text_of_the_interface_is_shown_somewhere(name: str):
    declared = {field["name"] for field in read(name, "semantics.json")[-1]["fields"]}
    sources = [LIBRARIES / "Polidari.Task-1.0" / "task.js", *(LIBRARIES / name).glob("*.js")]
    used = {key for path in sources for key in re.findall(r"\btexts\.(\w+)", path.read_text(encoding="utf-8"))}
    assert declared - used == set()


@each_shown
@each_language
def test_a_translation_repeats_the_tree_of_the_semantics(name: str, language: str):
    translated = read(name, f"language/{language}.json")["semantics"]
    assert [translatable(field) for field in translated] == [translatable(one) for one in read(name, "semantics.json")]


@each_shown
@each_language
def test_no_text_is_left_untranslated(name: str, language: str):
    left = [text for text in texts_in(read(name, f"language/{language}.json")) if not LETTERS[language].search(text)]
    assert [text for text in left if re.search("[A-Za-z]{2,}", text.replace("@value", ""))] == []


@each_shown
@each_language
def test_a_translation_has_the_blanks_of_the_original(name: str, language: str):
    translated = read(name, f"language/{language}.json")["semantics"]
    pairs = zip(fields_in(read(name, "semantics.json")), fields_in(translated), strict=True)
    for original, other in pairs:
        for key in ("default", "description"):
            if isinstance(original.get(key), str) and key in other:
                assert blanks(original[key]) == blanks(other[key]), original[key]


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"@[a-z]+", text))


@each_script
@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_a_script_is_javascript(path: Path):
    checked = subprocess.run(["node", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


@each_style
def test_a_style_says_start_and_end(path: Path):
    assert re.findall(r"[-:\s](left|right)\b\s*[:;]", path.read_text(encoding="utf-8")) == []


@each_shown
def test_a_picture_is_a_small_drawing_that_loads_nothing(name: str):
    picture = LIBRARIES / name / "icon.svg"
    root = ET.parse(picture).getroot()  # noqa: S314 - the project's own drawing, nothing uploaded
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert picture.stat().st_size < 1_000
    assert not any("href" in key for element in root.iter() for key in element.attrib)
