"""The analysis as a spreadsheet: the questions, and in XLSX their answers on a second sheet."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cms.desks.analysis.wording import WITHHELD, Words
from cms.desks.network.cells import neutralised
from courses.assessment.analysis.quizzes import ItemAnalysis

Cell = str | int | float | None
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def questions_of(words: Words) -> Iterator[list[Cell]]:
    yield [
        _("Number"), _("Question"), _("Kind"), _("Attempts"), _("Facility"), _("Unanswered"), _("Discrimination"),
        _("Best less weakest"), _("To look at"),
    ]  # fmt: skip
    for item, told in zip(words.analysis.items, words.items(), strict=True):
        signs = "; ".join(str(sign) for sign in told["signs"])
        yield [told["number"], _shown(told["text"]), told["kind"], *_numbers(item), signs]


def _shown(text: str) -> str:
    """Without the controls that no spreadsheet holds, and no formula."""
    return neutralised(ILLEGAL_CHARACTERS_RE.sub("", text))


def _numbers(item: ItemAnalysis) -> list[Cell]:
    found = item.statistics
    if found is None:
        return [None] * 5
    values = (found.facility, found.unanswered, found.discrimination, found.difference)
    rounded = [None if value is None else round(value, 4) for value in values]
    return [found.number, *(rounded if found.ends_told else [*rounded[:-1], str(WITHHELD)])]


def answers_of(words: Words) -> Iterator[list[Cell]]:
    yield [_("Number"), _("Answer"), _("Right"), _("Share"), _("Among the best"), _("Among the weakest")]
    for number, (item, told) in enumerate(zip(words.analysis.items, words.items(), strict=True), start=1):
        for found, shown in zip(item.answers, told["answers"], strict=True):
            shares = (found.share, found.among_best, found.among_weakest)
            right = _("yes") if found.correct else _("no")
            yield [number, _shown(shown["label"]), right, *(_share(share) for share in shares)]


def _share(value: float | None) -> Cell:
    return str(WITHHELD) if value is None else round(value, 4)


def as_csv(words: Words) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(questions_of(words))
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(words: Words) -> bytes:
    book = Workbook(write_only=True)
    for title, rows in ((_("Questions"), questions_of(words)), (_("Answers"), answers_of(words))):
        sheet = book.create_sheet(title[:31])
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
