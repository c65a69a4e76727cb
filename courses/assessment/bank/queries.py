"""Reading the bank: what is offered, what is drawn, and the copies that a course is frozen with."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from courses.assessment.models import BankQuestion, QuestionTag
from courses.outline.structure import Question

State, Tag = BankQuestion.State, QuestionTag.Kind


def bank_questions(
    *, search: str = "", topic: str = "", competency: str = "", kind: str = "", state: str = State.ACTIVE
) -> QuerySet[BankQuestion]:
    """What the filter leaves, by title. An empty string asks for nothing. The search looks at titles and tags."""
    rows = BankQuestion.objects.filter(
        **{name: value for name, value in {"kind": kind, "state": state}.items() if value}
    )
    for tag, name in ((Tag.TOPIC, topic), (Tag.COMPETENCY, competency)):
        if name:
            rows = rows.filter(pk__in=QuestionTag.objects.filter(kind=tag, name=name).values("question"))
    if search:
        tagged = QuestionTag.objects.filter(name__icontains=search).values("question")
        rows = rows.filter(Q(title__icontains=search) | Q(key=search) | Q(pk__in=tagged))
    return rows


def tag_names(*, kind: str) -> list[str]:
    return list(QuestionTag.objects.filter(kind=kind).values_list("name", flat=True).distinct().order_by("name"))


def questions_to_draw(*, topic: str, competency: str, kind: str = "") -> list[BankQuestion]:
    """Those in use that a draw by these tags may take, with their latest versions, in an order that stays."""
    rows = bank_questions(topic=topic, competency=competency, kind=kind)
    return list(rows.select_related("latest").order_by("pk"))


def current_questions(*, keys: Iterable[str]) -> dict[str, Question]:
    """The latest version of each question, by key."""
    rows = BankQuestion.objects.filter(key__in=list(keys)).select_related("latest")
    return {row.key: row.question for row in rows}
