"""What a page costs on the wire, headers and all, with the demo's texts in English, Korean and Arabic."""

import re

import pytest
from django.conf import settings

from lms.design import stylesheet
from tests.budgets.conftest import COURSE, TRANSLATED, Official
from tests.budgets.wire import Answer, get

pytestmark = pytest.mark.django_db

LESSON_COLD = 10_000
LESSON_WARM = 4_500
PAGE_COLD = 14_000
SCRIPT = 2_000
EXERCISE = 2_000
"""What an exercise may add to a lesson until somebody starts it."""
UNCHANGED = 300
LANGUAGES = ["en", "ko", "ar"]

in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def lessons(official: Official, language: str, course: str = COURSE) -> list[str]:
    """Every lesson's address, as the course's page links it."""
    page = official.cold(f"/{language}/courses/{course}/", language).text
    found = re.findall(rf'href="(/{language}/courses/{course}/[^"/]+/[^"/]+/)"', page)
    assert len(set(found)) == 12
    return sorted(set(found))


def quizzes(official: Official) -> list[str]:
    """One whose result is shown, and those that are open."""
    keys = [held.key for lesson in official.outline.lessons for held in lesson.activities if held.quiz]
    first, *others = [f"/learn/{official.enrolment.code}/{COURSE}/quizzes/{key}/" for key in keys]
    return [first, f"{first}?attempt=1", *others]


def pages(official: Official, language: str) -> list[str]:
    """A learner's pages besides the lessons."""
    return [
        f"/{language}/", f"/{language}/courses/", f"/{language}/courses/{COURSE}/", f"/{language}/practices/", "/my/",
        "/my/record/", f"/my/progress/{official.enrolment.code}/", "/verify/", "/verify/ABCD/", "/people/me/",
        *quizzes(official),
    ]  # fmt: skip


def lesson_size(answer: Answer) -> int:
    """Of the lesson itself; what its exercises may add is taken off."""
    return answer.size - EXERCISE * answer.text.count("data-poster")


def over(sizes: dict[str, int], limit: int) -> dict[str, int]:
    """What is over the limit, so that a failure names it."""
    assert sizes
    return {path: size for path, size in sizes.items() if size > limit}


@in_each_language
def test_a_cold_lesson_is_one_request_that_nothing_blocks(official: Official, language: str) -> None:
    answers = {path: official.cold(path, language) for path in lessons(official, language)}
    assert over({path: lesson_size(answer) for path, answer in answers.items()}, LESSON_COLD) == {}
    for answer in answers.values():
        assert answer.status == 200
        assert "<style>" in answer.text
        assert 'rel="stylesheet"' not in answer.text
        assert "@import" not in answer.text
        # A module's script waits until the page is read, as if it were deferred.
        assert {re.search(r'type="([^"]*)"', tag)[1] for tag in re.findall(r"<script\b[^>]*>", answer.text)} == {
            "module"
        }


@in_each_language
def test_the_scripts_of_a_lesson_are_at_most_two_kilobytes(official: Official, language: str) -> None:
    for path in lessons(official, language):
        sources = re.findall(r'<script\b[^>]*src="([^"]+)"', official.cold(path, language).text)
        assert sum(get(official.site, source).size for source in set(sources)) <= SCRIPT


@in_each_language
def test_the_next_lesson_is_small_and_its_style_is_there_already(official: Official, language: str) -> None:
    paths = [path for course in TRANSLATED[language] for path in lessons(official, language, course)]
    answers = {path: official.warm(path, language) for path in paths}
    assert over({path: lesson_size(answer) for path, answer in answers.items()}, LESSON_WARM) == {}
    for answer in answers.values():
        sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', answer.text)
        assert sheets == [f"/styleguide/style.{stylesheet.version()}.css"]
        assert "<style>" not in answer.text


def test_what_a_warm_browser_holds_needs_no_asking_again(official: Official) -> None:
    page = official.warm(f"/en/courses/{COURSE}/m1/m1-l1/").text
    for path in re.findall(
        r'<(?:link rel="stylesheet" href|link rel="icon" href|script type="module" src)="([^"]+)"', page
    ):
        held = get(official.site, path)
        assert held.status == 200
        assert "immutable" in held.header("Cache-Control")


@in_each_language
def test_every_page_of_a_learner_arrives_in_the_first_round_trip(official: Official, language: str) -> None:
    answers = {path: official.cold(path, language) for path in pages(official, language)}
    assert {answer.status for path, answer in answers.items() if path != "/verify/ABCD/"} == {200}
    assert over({path: answer.size for path, answer in answers.items()}, PAGE_COLD) == {}


@in_each_language
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/login/?next=/my/", "/accounts/login/code/"])
def test_signing_in_arrives_in_the_first_round_trip(site: str, path: str, language: str) -> None:
    answer = get(site, path, cookies={"l": language})
    assert answer.status == 200
    assert answer.size <= PAGE_COLD


@in_each_language
def test_an_unchanged_page_is_answered_in_300_bytes(official: Official, language: str) -> None:
    kept = [f"/{language}/courses/{COURSE}/", f"/{language}/courses/", f"/{language}/", "/my/record/"]
    for path in [*lessons(official, language), *kept]:
        etag = official.warm(path, language).header("ETag")
        again = official.warm(path, language, If_None_Match=etag)
        assert (path, again.status) == (path, 304)
        assert again.size <= UNCHANGED


def test_no_page_sets_a_cookie_that_the_browser_has(official: Official) -> None:
    for path in pages(official, "en"):
        assert settings.CSRF_COOKIE_NAME not in official.warm(path).cookies
