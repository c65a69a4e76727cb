"""Reading the table."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats import limits
from courses.assessment.formats.items import (
    FileRefused,
    FileTooLarge,
    Item,
    Line,
    Notes,
    NoText,
    Reading,
    UnknownKind,
    line_of,
    reading_of,
    text_in,
)
from courses.assessment.formats.standard import POINTS, name_of
from courses.assessment.formats.table.cells import as_meant, is_yes, parts_of
from courses.assessment.formats.table.columns import NEEDED, answers_in, known
from courses.assessment.formats.tags import key_of
from courses.assessment.formats.texts import checked, one_line
from courses.assessment.formats.weights import number_in, percent_in, whole
from courses.outline.structure import Choice, Gap, Number, Pair, Question, QuestionKind, Texts

K = QuestionKind
Cells = dict[str, str]
DELIMITERS = ",;\t"
MARKED_IN_PARTS = {K.MULTIPLE, K.ORDERING, K.MATCHING, K.FILL_IN}


class NotATable(FileRefused):
    message: ClassVar[str | Promise] = _("This is not a table: the first row names the columns “kind” and “text”.")


class UnknownColumn(FileRefused):
    message: ClassVar[str | Promise] = _("There is no column “%(column)s”, or it stands in the file twice.")


@dataclass(frozen=True)
class Row:
    """A row by its headings; `answers` are the numbered columns."""

    cells: Cells
    language: str

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    @property
    def answers(self) -> list[Cells]:
        return answers_in(self.cells)

    def said(self, cell: str) -> Texts:
        words = checked(cell)
        return {self.language: words} if words else {}


def read_table(content: bytes, *, language: str) -> Reading:
    text = text_in(content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise NotATable from error
    return reading_of(_lines(rows, language))


def _lines(rows: list[list[str]], language: str) -> Iterator[Line]:
    header = [one_line(cell).lower() for cell in (rows[0] if rows else [])]
    while header and not header[-1]:
        header.pop()
    _check(header)
    if len(rows) > limits.ITEMS * 2:
        raise FileTooLarge
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: as_meant(cell).strip() for name, cell in zip(header, row, strict=False)}
        if any(cells.values()):
            yield _line(number, Row(cells, language))


def _check(header: list[str]) -> None:
    if not set(NEEDED) <= set(header):
        raise NotATable
    for place, name in enumerate(header):
        if not known(name, limits.ANSWERS) or name in header[:place]:
            raise UnknownColumn(column=name[:40])


def _line(number: int, row: Row) -> Line:
    return line_of(str(number), one_line(row["name"]), lambda notes: _item(row, notes))


def _item(row: Row, _notes: Notes) -> Item:
    word = one_line(row["kind"]).lower().replace("/", "_").replace(" ", "_").replace("-", "_")
    if word not in set(K):
        raise UnknownKind(kind=row["kind"][:40])
    kind, texts = K(word), row.said(row["text"])
    if not texts:
        raise NoText
    question = Question(
        key="1", kind=kind, texts=texts, feedback=row.said(row["feedback"]), weight=_whole(row["weight"] or "1"),
        partial=kind not in MARKED_IN_PARTS or is_yes(row["partial"], default=True), **READERS[kind](row),
    )  # fmt: skip
    question = question.model_copy(update={"key": key_of(one_line(row["key"]), question)})
    name = name_of(row["name"], question.texts[row.language])
    return Item(question, name, parts_of(row["topics"]), parts_of(row["competencies"]))


def _whole(cell: str) -> int:
    return max(whole(number_in(cell)), 1)


def _credit(answer: Cells) -> int | None:
    return whole(percent_in(answer["credit"].removesuffix("%"))) if answer.get("credit") else None


def _choices(row: Row) -> dict[str, Any]:
    return {"choices": tuple(
        Choice(
            key=str(n), texts=row.said(one.get("answer", "")), correct=is_yes(one.get("right", "")),
            credit=_credit(one), feedback=row.said(one.get("feedback", "")),
        )
        for n, one in enumerate(row.answers, start=1)
    )}  # fmt: skip


def _truth(row: Row) -> dict[str, Any]:
    answers = row.answers
    return {"answer": is_yes(answers[0].get("answer", "")) if answers else None}


def _forms(row: Row) -> dict[str, Any]:
    earned = {one_line(one.get("answer", "")): _credit(one) for one in row.answers}
    return {
        "accepted": {row.language: tuple(filter(None, earned))}, "case_sensitive": is_yes(row["case_sensitive"]),
        "credits": {form: max(credit, 0) for form, credit in earned.items() if credit is not None and credit != 100},
    }  # fmt: skip


def _order(row: Row) -> dict[str, Any]:
    lines = enumerate(row.answers, start=1)
    return {"choices": tuple(Choice(key=str(n), texts=row.said(one.get("answer", ""))) for n, one in lines)}


def _numbers(row: Row) -> dict[str, Any]:
    return {"numbers": tuple(
        Number(
            value=number_in(one.get("answer", "")), tolerance=abs(number_in(one.get("tolerance", "0"))),
            credit=max(100 if (credit := _credit(one)) is None else credit, 0),
            feedback=row.said(one.get("feedback", "")),
        )
        for one in row.answers
    )}  # fmt: skip


def _pairs(row: Row) -> dict[str, Any]:
    """A match without an answer belongs to nothing."""
    whole_pairs = [one for one in row.answers if one.get("answer")]
    extra = [one for one in row.answers if not one.get("answer")]
    return {
        "pairs": tuple(
            Pair(key=str(n), texts=row.said(one["answer"]), matches=row.said(one.get("match", "")))
            for n, one in enumerate(whole_pairs, start=1)
        ),
        "choices": tuple(
            Choice(key=f"e{n}", texts=row.said(one.get("match", ""))) for n, one in enumerate(extra, start=1)
        ),
    }


def _gaps(row: Row) -> dict[str, Any]:
    gaps = enumerate(row.answers, start=1)
    return {
        "gaps": tuple(Gap(key=str(n), accepted={row.language: parts_of(one.get("answer", ""))}) for n, one in gaps),
        "case_sensitive": is_yes(row["case_sensitive"]),
    }


READERS: dict[QuestionKind, Callable[[Row], dict[str, Any]]] = {
    K.SINGLE: _choices, K.MULTIPLE: _choices, K.TRUE_FALSE: _truth, K.SHORT_TEXT: _forms, K.ORDERING: _order,
    K.NUMERIC: _numbers, K.MATCHING: _pairs, K.FILL_IN: _gaps,
    K.ESSAY: lambda row: {"points": _whole(row["points"] or str(POINTS))},
}  # fmt: skip
