"""Writing the table."""

import csv
import io
from collections.abc import Callable, Iterable

from courses.assessment.formats.items import Item, Notes, Writing, each_written
from courses.assessment.formats.standard import standard, with_keys_by_place
from courses.assessment.formats.table.cells import listed, neutralised, yes_or_no
from courses.assessment.formats.table.columns import headings, numbered
from courses.assessment.formats.weights import plain_number
from courses.outline.structure import Choice, Question, QuestionKind

K = QuestionKind
Cells = dict[str, str]


def write_table(items: Iterable[Item], *, language: str) -> Writing:
    """With a byte order mark: spreadsheet programs know by it that this is UTF-8."""
    lines, written = each_written(items, lambda item, notes: _rendered(item, language, notes))
    file = io.StringIO(newline="")
    columns = headings(max((len(answers) for _about, answers in written), default=0))
    table = csv.DictWriter(file, columns, restval="")
    table.writeheader()
    for about, answers in written:
        row = about | numbered(answers)
        table.writerow({name: neutralised(cell) for name, cell in row.items()})
    return Writing(file.getvalue().encode("utf-8-sig"), lines)


def _rendered(item: Item, language: str, notes: Notes) -> tuple[Item, tuple[Cells, list[Cells]]]:
    kept = standard(item, language=language, notes=notes)
    question = with_keys_by_place(kept.question)
    about = {
        "key": question.key, "name": kept.name, "kind": question.kind.value, "text": question.texts[language],
        "feedback": question.feedback.get(language, ""), "topics": listed(kept.topics),
        "competencies": listed(kept.competencies), "weight": str(question.weight),
        "partial": yes_or_no(question.partial), "case_sensitive": yes_or_no(question.case_sensitive),
        "points": str(question.points),
    }  # fmt: skip
    return kept, (about, WRITERS[question.kind](question, language))


def _choice(choice: Choice, language: str) -> Cells:
    return {
        "answer": choice.texts[language], "right": yes_or_no(choice.correct),
        "credit": "" if choice.credit is None else str(choice.credit), "feedback": choice.feedback.get(language, ""),
    }  # fmt: skip


def _choices(question: Question, language: str) -> list[Cells]:
    return [_choice(choice, language) for choice in question.choices]


def _truth(question: Question, _language: str) -> list[Cells]:
    return [{"answer": str(question.answer).lower()}]


def _forms(question: Question, language: str) -> list[Cells]:
    return [{"answer": form, "credit": str(question.credits.get(form, ""))} for form in question.accepted[language]]


def _order(question: Question, language: str) -> list[Cells]:
    return [{"answer": choice.texts[language]} for choice in question.choices]


def _numbers(question: Question, language: str) -> list[Cells]:
    return [
        {
            "answer": plain_number(number.value), "tolerance": plain_number(number.tolerance),
            "credit": str(number.credit), "feedback": number.feedback.get(language, ""),
        }
        for number in question.numbers
    ]  # fmt: skip


def _pairs(question: Question, language: str) -> list[Cells]:
    pairs = [{"answer": pair.texts[language], "match": pair.matches[language]} for pair in question.pairs]
    return [*pairs, *({"match": choice.texts[language]} for choice in question.choices)]


def _gaps(question: Question, language: str) -> list[Cells]:
    return [{"answer": listed(gap.accepted[language])} for gap in question.gaps]


WRITERS: dict[QuestionKind, Callable[[Question, str], list[Cells]]] = {
    K.SINGLE: _choices, K.MULTIPLE: _choices, K.TRUE_FALSE: _truth, K.SHORT_TEXT: _forms, K.ORDERING: _order,
    K.NUMERIC: _numbers, K.MATCHING: _pairs, K.FILL_IN: _gaps, K.ESSAY: lambda _question, _language: [],
}  # fmt: skip
