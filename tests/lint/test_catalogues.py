import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.lint.sources import ROOT, named, ours

pytestmark = pytest.mark.lint

# English is the language of the sources; each of the others needs a catalogue that says everything.
TRANSLATED_INTO = ("ko", "ar")
CATALOGUES = ours(".po")
PLACEHOLDER = re.compile(r"%%|%(?:\((?P<name>\w+)\))?[#0+-]?\d*(?:\.\d+)?[sdifrc]")
BRACED = re.compile(r"\{\w+\}")

Key = tuple[str | None, str]


def entries_of(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(ROOT / path)) if not entry.obsolete]


def everything_said() -> Iterator[tuple[str, polib.POEntry]]:
    return ((named(path), entry) for path in CATALOGUES for entry in entries_of(path))


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def blanks(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text) if match[0] != "%%"} | set(BRACED.findall(text))


def fills_the_same_blanks(entry: polib.POEntry) -> bool:
    """In a plural, the forms for none, one and two may say the number in words; the last form says it in digits."""
    if not entry.msgid_plural:
        return not entry.msgstr or blanks(entry.msgstr) == blanks(entry.msgid)
    forms = [form for _, form in sorted(entry.msgstr_plural.items()) if form]
    allowed = blanks(entry.msgid) | blanks(entry.msgid_plural)
    return all(blanks(form) <= allowed for form in forms) and (not forms or blanks(forms[-1]) == allowed)


@pytest.fixture(scope="module")
def strings_in_the_sources(tmp_path_factory: pytest.TempPathFactory) -> set[Key]:
    """What Django's own extraction finds, run on a copy so that no catalogue is touched."""
    copy = tmp_path_factory.mktemp("sources")
    for path in ours(".py", ".html", ".txt"):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, copy / path)
    (copy / "locale").mkdir()
    extract = [sys.executable, "-W", "ignore", "-m", "django", "makemessages", "--locale", "ko"]
    subprocess.run(extract, cwd=copy, check=True, capture_output=True, env={"PATH": "/usr/local/bin:/usr/bin:/bin"})
    return {key_of(entry) for entry in polib.pofile(str(copy / "locale/ko/LC_MESSAGES/django.po"))}


@pytest.mark.parametrize("language", TRANSLATED_INTO)
def test_a_catalogue_says_every_string_of_the_sources(language: str, strings_in_the_sources: set[Key]) -> None:
    catalogues = [path for path in CATALOGUES if language in path.parts]
    said = {key_of(entry) for path in catalogues for entry in entries_of(path) if entry.translated()}
    assert sorted(strings_in_the_sources - said, key=str) == []


def test_a_catalogue_has_no_gaps_and_no_guesses() -> None:
    gaps = [(path, entry.msgid) for path, entry in everything_said() if not entry.translated() or entry.fuzzy]
    assert [gap for gap in gaps if "/en/" not in gap[0]] == []


def test_a_translation_fills_the_same_blanks() -> None:
    assert [(path, one.msgid) for path, one in everything_said() if not fills_the_same_blanks(one)] == []


def test_blanks_are_named() -> None:
    texts = ((path, text) for path, entry in everything_said() for text in (entry.msgid, entry.msgid_plural))
    unnamed = re.compile(r"%(?![%(])[#0+-]?\d*(?:\.\d+)?[sdifrc]\b")
    assert [(path, text) for path, text in texts if unnamed.search(text.replace("%%", ""))] == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "right"),
    [
        ("Dear %(name)s", "%(name)s 님께", True),
        ("Dear %(name)s", "%(nama)s 님께", False),
        ("Dear %(name)s", "님께", False),
        ("100 %% done", "완료 100 %%", True),
        ("{n} seats", "{n}석", True),
        ("{n} seats", "석", False),
    ],
)
def test_the_check_finds_what_it_looks_for(msgid: str, msgstr: str, right: bool) -> None:
    assert fills_the_same_blanks(polib.POEntry(msgid=msgid, msgstr=msgstr)) is right


def test_a_plural_may_say_one_in_words_but_not_many() -> None:
    few = polib.POEntry(msgid="%(n)s seat", msgid_plural="%(n)s seats", msgstr_plural={0: "مقعد", 1: "%(n)s مقاعد"})
    many = polib.POEntry(msgid="%(n)s seat", msgid_plural="%(n)s seats", msgstr_plural={0: "مقعد", 1: "مقاعد"})
    assert fills_the_same_blanks(few)
    assert not fills_the_same_blanks(many)
