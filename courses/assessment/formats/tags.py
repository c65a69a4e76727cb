"""Topics and competencies as other programs know them: tags and categories."""

import re
from collections.abc import Iterable
from uuid import NAMESPACE_OID, uuid5

from courses.assessment.formats.texts import one_line
from courses.outline.structure import Question

COMPETENCY = "competency:"
NO_TOPICS = {"top", "$course$", "$system$", "$module$", "$cat1$"}
OURS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{22}")
"""Keys that this platform gives: UUIDs, and codes of 128 random bits."""


def as_tags(topics: Iterable[str], competencies: Iterable[str]) -> list[str]:
    return [*topics, *(f"{COMPETENCY}{one}" for one in competencies)]


def sorted_tags(tags: Iterable[str], category: str = "") -> dict[str, tuple[str, ...]]:
    """Fields of an item. The category is the first topic."""
    words = [word for word in map(one_line, [category, *tags]) if word]
    topics = [word for word in words if not word.startswith(COMPETENCY)]
    named = [word.removeprefix(COMPETENCY).strip() for word in words if word.startswith(COMPETENCY)]
    return {"topics": tuple(dict.fromkeys(topics)), "competencies": tuple(dict.fromkeys(filter(None, named)))}


def category_of(topics: tuple[str, ...]) -> str:
    """A path as Moodle writes it: a slash within a name is doubled; at its ends it would be taken for the path's."""
    if not topics or topics[0].strip("/") != topics[0]:
        return "$course$/top"
    return "$course$/top/" + topics[0].replace("/", "//")


def topic_of(category: str) -> str:
    """The last name of the path, unless Moodle gave it."""
    last = one_line(category).replace("//", "\0").rpartition("/")[2].replace("\0", "/").strip()
    return "" if last in NO_TOPICS else last


def key_of(given: str, question: Question) -> str:
    """The key that the file gives, if it is one of ours; else one made of the question, the same every time.

    Other programs number their questions item1, item2, …: taken as keys, they would make one question of two.
    """
    if OURS.fullmatch(given):
        return given
    return str(uuid5(NAMESPACE_OID, question.model_dump_json(exclude={"key"})))
