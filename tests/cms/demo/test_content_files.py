"""The demo's courses are data written by hand: what the loader relies on is checked here, file by file."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

CONTENT = Path(__file__).parents[3] / "cms" / "demo" / "content"
SCHEMA = yaml.safe_load((Path(__file__).parent / "course_schema.yaml").read_text(encoding="utf-8"))
NOT_COURSES = {"h5p", "h5p-libraries", "practices", "site"}
REQUIRED_LANGUAGES = {"en", "ko"}
SCRIPTS = {"ko": re.compile("[가-힣]"), "ar": re.compile("[\u0600-\u06ff]")}
RICH_TEXT_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3"}
LEFT_OUT_OF_LENGTH = {"quiz", "sources", "h5p"}
SAME_IN_EVERY_LANGUAGE = {"key", "kind", "level", "requirement", "package", "topics"}
LARGEST_PICTURE = 8_000

Course = dict[str, Any]

FOLDERS = sorted(path.name for path in CONTENT.iterdir() if path.is_dir() and path.name not in NOT_COURSES)
FILES = sorted(path for name in FOLDERS for path in (CONTENT / name).glob("*.yaml"))
PICTURES = sorted(path for name in FOLDERS for path in (CONTENT / name / "media").glob("*"))

each_folder = pytest.mark.parametrize("folder", FOLDERS)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
each_picture = pytest.mark.parametrize("picture", PICTURES, ids=lambda path: f"{path.parts[-3]}/{path.name}")


@cache
def course_in(path: Path) -> Course:
    loaded: Course = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def lessons_of(course: Course) -> list[dict[str, Any]]:
    return [lesson for module in course["modules"] for lesson in module["lessons"]]


def blocks_of(lesson: dict[str, Any], kind: str) -> list[Any]:
    return [block[kind] for block in lesson["body"] if kind in block]


def quizzes_of(course: Course) -> list[dict[str, Any]]:
    return [quiz for lesson in lessons_of(course) for quiz in blocks_of(lesson, "quiz")]


def questions_of(course: Course) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{quiz['key']} {question['key']}", question) for quiz in quizzes_of(course) for question in quiz["questions"]
    ]


def strings_in(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string below `value` with the key it stands under."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from strings_in(child, key)
    elif isinstance(value, list):
        for child in value:
            yield from strings_in(child, name)
    elif isinstance(value, str):
        yield name, value


def text_of(lesson: dict[str, Any]) -> str:
    read = [block for block in lesson["body"] if not LEFT_OUT_OF_LENGTH & block.keys()]
    markup = " ".join(text for _, text in strings_in(read))
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def rich_texts_of(course: Course) -> list[str]:
    framed = ("case_study", "callout")
    bodies = [block for lesson in lessons_of(course) for block in lesson["body"]]
    texts = [block["text"] for block in bodies if "text" in block]
    texts += [block[kind]["text"] for block in bodies for kind in framed if kind in block]
    return [course["description"], *texts]


class RichText(HTMLParser):
    """Collects what an editor's rich-text field would not keep."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []
        self.feed(markup)
        self.close()
        self.problems += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in RICH_TEXT_TAGS:
            self.problems.append(f"<{tag}> is not allowed")
        for name, value in attrs:
            if (tag, name) != ("a", "href") or not (value or "").startswith("https://"):
                self.problems.append(f"<{tag} {name}={value!r}> is not allowed")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.open:
            self.problems.append(f"text outside a paragraph: {data.strip()[:40]}")


def skeleton(value: object, name: str = "") -> object:
    """What must be the same in every language: all but the words, and the number of accepted spellings."""
    if isinstance(value, dict):
        return {key: skeleton(child, key) for key, child in value.items()}
    if isinstance(value, list):
        return "spellings" if name == "accepted" else [skeleton(child, name) for child in value]
    if name == "file":
        return without_language(str(value))
    return "words" if isinstance(value, str) and name not in SAME_IN_EVERY_LANGUAGE else value


def without_language(file: str) -> str:
    return re.sub(r"\.[a-z]{2}\.svg$", ".svg", file)


@each_folder
def test_a_course_is_written_in_english_and_korean(folder: str):
    assert {path.stem for path in (CONTENT / folder).glob("*.yaml")} >= REQUIRED_LANGUAGES


def test_the_three_courses_are_there_and_one_of_them_in_arabic_too():
    assert len(FOLDERS) >= 3
    assert any(path.stem == "ar" for path in FILES)


@each_file
def test_a_course_has_the_shape_that_the_loader_reads(path: Path):
    errors = Draft202012Validator(SCHEMA).iter_errors(course_in(path))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


@each_file
def test_the_folder_bears_the_key_of_the_course(path: Path):
    assert course_in(path)["key"] == path.parent.name


@each_file
def test_every_language_has_the_structure_of_the_english_file(path: Path):
    assert skeleton(course_in(path)) == skeleton(course_in(path.with_name("en.yaml")))


@each_file
def test_keys_are_unique_where_progress_depends_on_them(path: Path):
    course = course_in(path)
    keyed = [*course["modules"], *lessons_of(course), *quizzes_of(course)]
    keys = Counter(thing["key"] for thing in keyed) + Counter(name for name, _ in questions_of(course))
    assert [key for key, times in keys.items() if times > 1] == []


@each_file
def test_a_course_is_a_whole_course(path: Path):
    course = course_in(path)
    assert len(lessons_of(course)) >= 12
    assert len(quizzes_of(course)) >= 3


@each_file
def test_the_hours_are_about_the_sum_of_the_minutes(path: Path):
    course = course_in(path)
    minutes = sum(lesson["minutes"] for lesson in lessons_of(course))
    assert abs(minutes - 60 * course["hours"]) <= 20


@each_file
def test_a_lesson_asks_for_what_it_holds(path: Path):
    # What is read may hold an exercise that is there to be tried.
    wanted = {"quiz_passed": [["quiz"]], "activity_completed": [["h5p"]], "read": [[], ["h5p"]]}
    for lesson in lessons_of(course_in(path)):
        held = [kind for kind in ("quiz", "h5p") for _ in blocks_of(lesson, kind)]
        assert held in wanted[lesson["requirement"]], lesson["key"]


@each_file
def test_a_lesson_is_neither_a_note_nor_a_book(path: Path):
    for lesson in lessons_of(course_in(path)):
        text = text_of(lesson)
        assert 700 <= len(text) <= 6_000, (lesson["key"], len(text))
        if path.stem == "en":
            assert 380 <= len(text.split()) <= 920, (lesson["key"], len(text.split()))


@each_file
def test_every_row_of_a_table_has_a_cell_for_every_heading(path: Path):
    for lesson in lessons_of(course_in(path)):
        for table in blocks_of(lesson, "table"):
            cells = {len(row) for row in table["rows"]}
            assert cells == {len(table["header"])}, (lesson["key"], table["caption"])


@each_file
def test_rich_text_holds_only_what_an_editor_could_have_written(path: Path):
    assert [problem for text in rich_texts_of(course_in(path)) for problem in RichText(text).problems] == []


@each_file
def test_plain_text_holds_no_markup(path: Path):
    rich = set(rich_texts_of(course_in(path)))
    plain = [text for _, text in strings_in(course_in(path)) if text not in rich]
    assert [text for text in plain if re.search(r"</?[a-z]", text)] == []


@each_file
def test_nothing_but_names_is_left_in_english(path: Path):
    script = SCRIPTS.get(path.stem)
    if script is None:
        return
    named_elsewhere = {"file", "accepted", "items", *SAME_IN_EVERY_LANGUAGE}
    texts = [text for name, text in strings_in(course_in(path)) if name not in named_elsewhere]
    foreign = [text for text in texts if not script.search(text)]
    assert [text for text in foreign if len(re.findall(r"[A-Za-z]{2,}", text)) > 5] == []


@each_file
def test_a_single_choice_has_exactly_one_right_answer(path: Path):
    for name, question in questions_of(course_in(path)):
        if question["kind"] == "single":
            assert sum("correct" in choice for choice in question["choices"]) == 1, name


@each_file
def test_a_multiple_choice_has_a_right_and_a_wrong_answer(path: Path):
    for name, question in questions_of(course_in(path)):
        if question["kind"] == "multiple":
            assert {"correct" in choice for choice in question["choices"]} == {True, False}, name


@each_file
def test_no_choice_is_offered_twice(path: Path):
    for name, question in questions_of(course_in(path)):
        texts = [choice["text"] for choice in question.get("choices", [])]
        assert len(texts) == len(set(texts)), name


@each_file
def test_an_attempt_draws_from_a_larger_pool(path: Path):
    for quiz in quizzes_of(course_in(path)):
        assert 0 < quiz["draw"] < len(quiz["questions"]), quiz["key"]


@each_file
def test_a_course_asks_in_all_five_ways(path: Path):
    kinds = {question["kind"] for _, question in questions_of(course_in(path))}
    assert kinds == {"single", "multiple", "true_false", "short_text", "ordering"}


@each_file
def test_every_picture_exists_in_the_language_of_the_file(path: Path):
    for lesson in lessons_of(course_in(path)):
        for image in blocks_of(lesson, "image"):
            _, *language, _ = image["file"].split(".")
            assert (path.parent / "media" / image["file"]).is_file(), image["file"]
            assert language in ([], [path.stem]), image["file"]


@each_folder
def test_no_picture_is_left_unused(folder: str):
    lessons = [lesson for path in FILES if path.parent.name == folder for lesson in lessons_of(course_in(path))]
    used = {image["file"] for lesson in lessons for image in blocks_of(lesson, "image")}
    drawn = {picture.name for picture in PICTURES if picture.parts[-3] == folder}
    assert drawn - used == set()


@each_picture
def test_a_picture_is_small_and_holds_nothing_that_runs_or_loads(picture: Path):
    assert picture.stat().st_size <= LARGEST_PICTURE
    root = ET.parse(picture).getroot()  # noqa: S314 - the project's own drawing, nothing uploaded
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "viewBox" in root.attrib
    assert [problem for element in root.iter() for problem in active_parts(element)] == []


def active_parts(element: ET.Element) -> list[str]:
    tag = element.tag.rpartition("}")[2]
    parts = [tag] if tag in {"script", "foreignObject", "image", "iframe", "a", "animate", "set"} else []
    if tag == "style" and re.search(r"@import|@font-face|url\(\s*['\"]?(?!#)", element.text or ""):
        parts.append("style that loads")
    for name, value in element.attrib.items():
        reference = name.rpartition("}")[2] == "href" and not value.startswith("#")
        if reference or name.lower().startswith("on") or re.search(r"url\(\s*['\"]?(?!#)", value):
            parts.append(f"{tag} {name}")
    return parts
