"""Draws of a lesson's quizzes for which the bank holds too few questions."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cms.models import LessonPage
from cms.outlining.quizzes import DRAW, tags_of
from courses.assessment.bank.queries import count_to_draw


def draws_that_lack(lesson: Any) -> Iterator[str]:
    """Each said in a sentence."""
    for quiz in lesson.body:
        if quiz.block_type == "quiz":
            for block in quiz.value["questions"]:
                if block.block_type == DRAW and (held := count_to_draw(**tags_of(block))) < block.value["number"]:
                    yield _said(lesson, block, held)


def lessons_with_draws_that_lack(*, keys: Iterable[UUID | str]) -> list[str]:
    """Titles of those of these lessons that are live."""
    rows = LessonPage.objects.live().filter(translation_key__in=list(keys), alias_of=None).order_by("path")
    titles = {row.translation_key: row.title for row in rows if any(True for _fault in draws_that_lack(row))}
    return list(titles.values())


def _said(lesson: Any, block: Any, held: int) -> str:
    tags = [tag for name in ("topic", "competency") if (tag := block.value[name])]
    return _("The lesson “%(title)s”, draw on “%(tags)s”: %(number)s asked for, %(held)s in the bank.") % {
        "title": lesson.title, "number": block.value["number"], "tags": " · ".join(tags), "held": held
    }  # fmt: skip
