"""Taking the questions of a file into the bank; and what that would do, without doing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.bank.actions import OtherKind, QuestionRetired, create_question, revise_question, tag_question
from courses.assessment.exchange.merging import merged, says_the_same
from courses.assessment.formats.items import Item, Line, Reading
from courses.assessment.models import BankQuestion, QuestionTag
from courses.outline.structure import Question
from lms.accounts.models import User
from lms.refusals import Refusal

LONGEST_TAG = 80


class TagTooLong(Refusal):
    message: ClassVar[str | Promise] = _("The name of a topic or competency is at most %(most)s characters long.")


class TwiceInTheFile(Refusal):
    message: ClassVar[str | Promise] = _("The same question stands in the file before.")


class Effect(StrEnum):
    NEW = "new"
    REVISED = "revised"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Step:
    """What becomes of one line of the file. `question` is what would be written."""

    line: Line
    effect: Effect
    notes: tuple[str, ...]
    question: Question | None = None
    row: BankQuestion | None = None


def plan_import(*, reading: Reading, language: str) -> list[Step]:
    """What an import would do; nothing is written."""
    keys = [item.question.key for item in reading.items]
    rows = BankQuestion.objects.filter(key__in=keys).select_related("latest").prefetch_related("tags")
    held = {row.key: row for row in rows}
    met: set[str] = set()
    return [_step(line, held, met, language) for line in reading.lines]


@transaction.atomic
def import_questions(*, reading: Reading, language: str, by: User, at: datetime) -> list[Step]:
    """Everything that can be taken, at once or not at all. Each question that is written leaves its audit entries."""
    steps = plan_import(reading=reading, language=language)
    for step in steps:
        _carry_out(step, language, by, at)
    return steps


def _step(line: Line, held: dict[str, BankQuestion], met: set[str], language: str) -> Step:
    if line.item is None:
        return Step(line, Effect.REFUSED, line.notes)
    try:
        return _accepted(line, line.item, held.get(line.item.question.key), met, language)
    except Refusal as refusal:
        return Step(line, Effect.REFUSED, (str(refusal),))


def _accepted(line: Line, item: Item, row: BankQuestion | None, met: set[str], language: str) -> Step:
    question = item.question
    if question.key in met:
        raise TwiceInTheFile
    met.add(question.key)
    if any(len(tag) > LONGEST_TAG for tag in (*item.topics, *item.competencies)):
        raise TagTooLong(most=LONGEST_TAG)
    if row is None:
        return Step(line, Effect.NEW, line.notes, question)
    if row.kind != question.kind.value:
        raise OtherKind
    same = says_the_same(question, row.question, language)
    if same and _tags_are(row, item):
        return Step(line, Effect.SAME, line.notes)
    if row.state == BankQuestion.State.RETIRED:
        raise QuestionRetired
    now = row.question if same else merged(question, row.question, language)
    return Step(line, Effect.REVISED, line.notes, now, row)


def _tags_are(row: BankQuestion, item: Item) -> bool:
    """A file without tags says nothing about them."""
    wanted = _tags_wanted(item)
    return not wanted or wanted == {(tag.kind, tag.name) for tag in row.tags.all()}


def _tags_wanted(item: Item) -> set[tuple[str, str]]:
    topics = {(QuestionTag.Kind.TOPIC.value, name) for name in item.topics}
    return topics | {(QuestionTag.Kind.COMPETENCY.value, name) for name in item.competencies}


def _carry_out(step: Step, language: str, by: User, at: datetime) -> None:
    item = step.line.item
    if item is None or step.question is None:
        return
    tags: dict[str, Iterable[str]] = {"topics": item.topics, "competencies": item.competencies}
    if step.row is None:
        create_question(question=step.question, language=language, by=by, at=at, **tags)
        return
    revise_question(row=step.row, question=step.question, by=by, at=at)
    if _tags_wanted(item):
        tag_question(row=step.row, by=by, at=at, **tags)
