"""Where the learner goes from here: addresses come from the outline, by language."""

from courses.outline.structure import Lesson, Outline, Texts

MY_LEARNING = "/my/"


def address(outline: Outline, paths: Texts, language: str) -> str:
    """A page's address in `language`, else in the course's own, else the learner's desk."""
    return outline.text(paths, language) or MY_LEARNING


def course_address(outline: Outline, language: str) -> str:
    return address(outline, outline.paths, language)


def lesson_address(outline: Outline, lesson: Lesson, language: str) -> str:
    return outline.text(lesson.paths, language) or course_address(outline, language)


def after(outline: Outline, lesson_key: str) -> Lesson | None:
    """The lesson that follows in the course."""
    lessons = list(outline.lessons)
    places = {lesson.key: place for place, lesson in enumerate(lessons)}
    following = places[lesson_key] + 1
    return lessons[following] if following < len(lessons) else None
