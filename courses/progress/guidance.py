"""Where to go on. Pure."""

from collections.abc import Collection

from courses.outline.structure import Lesson, Outline


def next_lesson(outline: Outline, *, done: Collection[str], last: str) -> Lesson | None:
    """The lesson last worked in if it is not done, else the next required one that is open, round to the first.

    None when every required lesson is done.
    """
    lessons = list(outline.lessons)
    places = [place for place, lesson in enumerate(lessons) if lesson.key == last]
    start = places[0] if places else 0
    waiting = [
        lesson
        for lesson in lessons[start:] + lessons[:start]
        if lesson.key not in done and (lesson.required or lesson.key == last)
    ]
    return waiting[0] if waiting else None
