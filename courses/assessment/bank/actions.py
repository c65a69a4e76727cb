"""Writing the bank. Each action leaves an entry in the audit log."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.bank.wording import title_of
from courses.assessment.models import BankQuestion, QuestionTag, QuestionVersion
from courses.outline.structure import Question
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal

State, Tag = BankQuestion.State, QuestionTag.Kind


class KeyTaken(Refusal):
    message: ClassVar[str | Promise] = _("The bank holds a question with the key “%(key)s” already.")


class OtherKind(Refusal):
    message: ClassVar[str | Promise] = _("A question stays of the kind it was written as. Write a new one.")


class QuestionRetired(Refusal):
    message: ClassVar[str | Promise] = _("This question is retired. Bring it back before you change it.")


@transaction.atomic
def create_question(
    *,
    question: Question,
    language: str,
    topics: Iterable[str] = (),
    competencies: Iterable[str] = (),
    by: User | None,
    at: datetime,
) -> BankQuestion:
    """A new question with its first version. Its key is `question.key`; `language` is what it was written in."""
    if BankQuestion.objects.filter(key=question.key).exists():
        raise KeyTaken(key=question.key)
    try:
        with transaction.atomic():
            row = BankQuestion.objects.create(
                key=question.key, kind=question.kind.value, title=title_of(question, language), language=language,
                changed_at=at,
            )  # fmt: skip
    except IntegrityError as error:  # written by somebody else since we looked
        raise KeyTaken(key=question.key) from error
    _add_version(row, question, by, at)
    _set_tags(row, topics, competencies)
    audit(action="question.created", target=row, by=by, at=at, kind=row.kind)
    return row


@transaction.atomic
def revise_question(*, row: BankQuestion, question: Question, by: User | None, at: datetime) -> BankQuestion:
    """The next version; the same content again changes nothing. What is frozen in outlines stays as it is."""
    row = _locked(row)
    if question.kind.value != row.kind:
        raise OtherKind
    if row.state == State.RETIRED:
        raise QuestionRetired
    if row.latest is not None and row.latest.digest == _digest(_content(row, question)):
        return row
    row.title, row.changed_at = title_of(question, row.language), at
    version = _add_version(row, question, by, at)
    audit(action="question.revised", target=row, by=by, at=at, version=version.number)
    return row


@transaction.atomic
def tag_question(
    *, row: BankQuestion, topics: Iterable[str], competencies: Iterable[str], by: User | None, at: datetime
) -> BankQuestion:
    """These tags and no others."""
    row = _locked(row)
    before = _tags_of(row)
    _set_tags(row, topics, competencies)
    if (now := _tags_of(row)) != before:
        audit(action="question.tagged", target=row, by=by, at=at, before=before, now=now)
    return row


@transaction.atomic
def retire_question(*, row: BankQuestion, by: User | None, at: datetime) -> BankQuestion:
    """No longer offered or drawn where a course is frozen from now on."""
    return _moved(row, State.RETIRED, "question.retired", by, at)


@transaction.atomic
def restore_question(*, row: BankQuestion, by: User | None, at: datetime) -> BankQuestion:
    return _moved(row, State.ACTIVE, "question.restored", by, at)


def _moved(row: BankQuestion, state: str, action: str, by: User | None, at: datetime) -> BankQuestion:
    row = _locked(row)
    if row.state == state:
        return row
    row.state, row.changed_at = state, at
    row.save(update_fields=["state", "changed_at"])
    audit(action=action, target=row, by=by, at=at)
    return row


def _locked(row: BankQuestion) -> BankQuestion:
    rows = BankQuestion.objects.select_related("latest").select_for_update(of=("self",))
    return rows.get(pk=row.pk)


def _add_version(row: BankQuestion, question: Question, by: User | None, at: datetime) -> QuestionVersion:
    data = _content(row, question)
    number = row.latest.number + 1 if row.latest else 1
    row.latest = QuestionVersion.objects.create(
        of=row, number=number, data=data, digest=_digest(data), made_at=at, made_by=by
    )
    row.save()
    return row.latest


def _content(row: BankQuestion, question: Question) -> dict[str, object]:
    """Without the number of the version, which the row says."""
    data = question.model_copy(update={"key": row.key, "version": 0}).model_dump(mode="json")
    del data["version"]
    return data


def _digest(data: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _set_tags(row: BankQuestion, topics: Iterable[str], competencies: Iterable[str]) -> None:
    wanted = {(kind, name) for kind, names in ((Tag.TOPIC, topics), (Tag.COMPETENCY, competencies)) for name in names}
    held = {(Tag(tag.kind), tag.name): tag for tag in row.tags.all()}
    row.tags.filter(pk__in=[tag.pk for key, tag in held.items() if key not in wanted]).delete()
    QuestionTag.objects.bulk_create(
        QuestionTag(question=row, kind=kind, name=name) for kind, name in sorted(wanted - set(held))
    )


def _tags_of(row: BankQuestion) -> list[str]:
    return [f"{kind}: {name}" for kind, name in row.tags.values_list("kind", "name")]
