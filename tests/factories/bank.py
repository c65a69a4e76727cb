"""Questions in the bank."""

from courses.assessment.bank.actions import create_question
from courses.assessment.models import BankQuestion
from courses.outline.structure import Question
from tests.factories.outlines import PUBLISHED_AT, single


def banked(
    question: Question | None = None, *, topics: tuple[str, ...] = (), competencies: tuple[str, ...] = (),
    language: str = "en",
) -> BankQuestion:  # fmt: skip
    return create_question(
        question=question or single("q1"), language=language, topics=topics, competencies=competencies, by=None,
        at=PUBLISHED_AT,
    )  # fmt: skip
