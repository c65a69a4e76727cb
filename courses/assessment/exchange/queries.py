"""The bank's questions as items of a file."""

from collections.abc import Iterable, Iterator

from courses.assessment.formats.items import Item
from courses.assessment.models import BankQuestion, QuestionTag


def items_of(*, rows: Iterable[BankQuestion]) -> Iterator[Item]:
    """Of rows with their latest versions and tags."""
    for row in rows:
        tags = list(row.tags.all())
        yield Item(
            row.question.model_copy(update={"version": 0}),
            topics=tuple(tag.name for tag in tags if tag.kind == QuestionTag.Kind.TOPIC),
            competencies=tuple(tag.name for tag in tags if tag.kind == QuestionTag.Kind.COMPETENCY),
        )
