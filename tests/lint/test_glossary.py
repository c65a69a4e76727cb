"""One thing has one name in each language: docs/glossary.md says which."""

import re
from collections.abc import Iterable, Iterator

import polib
import pytest

from tests.lint.sources import ROOT, named

pytestmark = pytest.mark.lint

COLUMNS = {"ko": 1, "ar": 2}
SET_ASIDE = 3
VOWEL_SIGNS = re.compile("[\u064b-\u0652]")
ARTICLE = re.compile(r"\bال")
WRITTEN = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
TABLE = [[cell.strip() for cell in line[1:-1].split("|")] for line in WRITTEN if line.startswith("| ")]
ROWS = TABLE[2:]

each_language = pytest.mark.parametrize("language", COLUMNS)


def bare(word: str) -> str:
    """Without the Arabic article and vowel signs, which depend on where a word stands."""
    return ARTICLE.sub("", VOWEL_SIGNS.sub("", word))


def words_of(language: str) -> dict[str, str]:
    return {row[0]: bare(row[COLUMNS[language]]) for row in ROWS}


def catalogue_of(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(ROOT / "lms/languages/locale" / language / "LC_MESSAGES" / "django.po")))


def other_names(words: dict[str, str], entries: Iterable[polib.POEntry]) -> list[tuple[str, str]]:
    """What the catalogue calls a thing that the glossary calls something else; a context makes another word of it."""
    plain = [entry for entry in entries if not entry.msgctxt and entry.msgid.lower() in words]
    return [(entry.msgid, entry.msgstr) for entry in plain if bare(entry.msgstr) != words[entry.msgid.lower()]]


def texts_in(language: str) -> Iterator[tuple[str, str]]:
    for entry in catalogue_of(language):
        yield entry.msgid, " ".join([entry.msgstr, *entry.msgstr_plural.values()])
    for path in (ROOT / "cms" / "demo" / "content").rglob(f"*{language}.*"):
        yield named(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_the_glossary_says_every_word_once_and_in_every_language() -> None:
    assert [row for row in ROWS if len(row) != SET_ASIDE + 1 or not all(row[:SET_ASIDE])] == []
    assert sorted({row[0] for row in ROWS}) == [row[0] for row in ROWS]


@each_language
def test_the_catalogue_calls_a_thing_as_the_glossary_does(language: str) -> None:
    assert other_names(words_of(language), catalogue_of(language)) == []


@each_language
def test_the_catalogue_knows_most_words_of_the_glossary(language: str) -> None:
    said = {entry.msgid.lower() for entry in catalogue_of(language)}
    assert len(said & words_of(language).keys()) > len(ROWS) / 2


@each_language
def test_no_text_uses_a_word_that_was_set_aside(language: str) -> None:
    aside = [word for row in ROWS for word in row[SET_ASIDE].split(", ") if word]
    assert [(where, word) for where, text in texts_in(language) for word in aside if word in text] == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "context", "found"),
    [
        ("Course", "강좌", None, False),
        ("Course", "과정", None, True),
        ("Course", "과정", "of a meal", False),
        ("Main course", "주요리", None, False),
    ],
)
def test_the_check_finds_a_second_name(msgid: str, msgstr: str, context: str | None, found: bool) -> None:
    entry = polib.POEntry(msgid=msgid, msgstr=msgstr, msgctxt=context)
    assert bool(other_names({"course": "강좌"}, [entry])) is found


def test_the_arabic_article_and_vowel_signs_make_no_other_name() -> None:
    assert other_names({"quiz": bare("اختبار")}, [polib.POEntry(msgid="Quiz", msgstr="الاختبار")]) == []
    assert other_names({"quiz": bare("اختبار")}, [polib.POEntry(msgid="Quiz", msgstr="امتحان")]) != []
