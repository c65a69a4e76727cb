"""Questions are written into the bank, revised, tagged and retired; nothing that they were is lost."""

import pytest
from django.db import IntegrityError, transaction

from courses.assessment.bank import queries
from courses.assessment.bank.actions import (
    KeyTaken,
    OtherKind,
    QuestionRetired,
    create_question,
    restore_question,
    retire_question,
    revise_question,
    tag_question,
)
from courses.assessment.bank.queries import bank_questions, current_questions, questions_to_draw, tag_names, uses_of
from courses.assessment.models import BankQuestion, QuestionVersion
from courses.outline.models import OutlineRevision
from courses.outline.queries import outlines_of
from courses.outline.structure import Outline, Question
from lms.audit.models import AuditEntry
from tests.factories import people
from tests.factories.outlines import PUBLISHED_AT as AT
from tests.factories.outlines import lesson, multiple, outline, published, quiz, single

pytestmark = pytest.mark.django_db


def banked(question: Question | None = None, topics: tuple[str, ...] = (), competencies: tuple[str, ...] = ()):
    return create_question(
        question=question or single("q1"), language="en", topics=topics, competencies=competencies,
        by=people.secretary(), at=AT,
    )  # fmt: skip


def reworded(question: Question, text: str) -> Question:
    return question.model_copy(update={"texts": {"en": text}})


def revised(row: BankQuestion, question: Question) -> BankQuestion:
    return revise_question(row=row, question=question, by=None, at=AT)


def test_a_question_is_kept_with_its_first_version_and_its_tags():
    row = banked(topics=("Access",), competencies=("Plan a service",))
    assert (row.key, row.kind, row.title, row.question.version) == ("q1", "single", "Single q1?", 1)
    assert row.question.model_copy(update={"version": 0}) == single("q1")
    assert tag_names(kind="topic") == ["Access"]
    entry = AuditEntry.objects.get(action="question.created")
    assert (entry.target_label, entry.actor, entry.details) == ("Single q1?", row.latest.made_by, {"kind": "single"})


def test_a_key_is_taken_once():
    banked()
    with pytest.raises(KeyTaken):
        banked(multiple("q1"))


def test_a_revision_is_a_new_version_and_the_old_one_stays():
    row = revised(banked(), reworded(single("q1"), "Which one?"))
    assert (row.title, row.question.version) == ("Which one?", 2)
    assert [version.question.texts["en"] for version in row.versions.order_by("number")] == ["Single q1?", "Which one?"]


def test_the_same_content_again_is_no_version():
    row = banked()
    assert revised(row, row.question).question.version == 1
    assert not AuditEntry.objects.filter(action="question.revised").exists()


def test_a_question_stays_of_its_kind():
    with pytest.raises(OtherKind):
        revised(banked(), multiple("q1"))


def test_a_version_can_neither_be_changed_nor_deleted():
    row = banked()
    BankQuestion.objects.update(latest=None)
    for write in (lambda: row.versions.update(number=7), QuestionVersion.objects.get().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_a_retired_question_is_neither_offered_nor_drawn_nor_changed_until_it_is_restored():
    row = banked(topics=("Access",))
    retire_question(row=row, by=None, at=AT)
    assert not bank_questions()
    assert not questions_to_draw(topic="Access", competency="")
    assert current_questions(keys=["q1"])["q1"].texts == single("q1").texts
    with pytest.raises(QuestionRetired):
        revised(row, reworded(single("q1"), "Which one?"))
    restore_question(row=row, by=None, at=AT)
    assert bank_questions().get() == row


def test_tags_are_replaced_and_the_log_says_what_was():
    row = banked(topics=("Access", "Trust"))
    for _time in range(2):
        tag_question(row=row, topics=["Trust"], competencies=["Explain"], by=None, at=AT)
    entry = AuditEntry.objects.get(action="question.tagged")
    assert entry.details == {
        "before": ["topic: Access", "topic: Trust"],
        "now": ["competency: Explain", "topic: Trust"],
    }


def test_only_outlines_that_name_a_question_are_read_to_say_where_it_stands(monkeypatch: pytest.MonkeyPatch):
    row, other = banked(), banked(single("q11"))
    published(outline("foundations", lesson("l1", quiz("z1", row.question))))
    published(outline("advanced", lesson("l1", quiz("z1", other.question))))
    read: list[OutlineRevision] = []

    def outlines_read(*, revisions: list[OutlineRevision]) -> dict[int, Outline]:
        read.extend(revisions)
        return outlines_of(revisions=revisions)

    monkeypatch.setattr(queries, "outlines_of", outlines_read)
    assert [use.course.slug for use in uses_of(key="q1", language="en")] == ["foundations"]
    assert len(read) == 1


def test_a_list_is_narrowed_by_words_topic_competency_and_kind():
    banked(single("a"), topics=("Access",), competencies=("Explain",))
    banked(multiple("b"), topics=("Access",))
    banked(single("c"), competencies=("Explain",))

    def keys(**wanted: str) -> list[str]:
        return sorted(bank_questions(**wanted).values_list("key", flat=True))

    assert keys() == ["a", "b", "c"]
    assert keys(topic="Access") == ["a", "b"]
    assert keys(topic="Access", competency="Explain") == ["a"]
    assert keys(kind="single") == ["a", "c"]
    assert keys(search="multiple") == ["b"]
    assert keys(search="expl") == ["a", "c"]
