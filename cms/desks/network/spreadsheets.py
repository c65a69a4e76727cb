"""Reading the rows of a file, whatever program wrote it."""

import csv
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar

import openpyxl
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.desks.network.cells import as_meant, listed, text_of
from cms.desks.network.sheets import NUMBER, Sheet
from lms.refusals import Refusal

MOST_BYTES = 1024 * 1024
MOST_BYTES_UNPACKED = 16 * 1024 * 1024
MOST_ROWS = 5000
MOST_LINES = 10 * MOST_ROWS
"""Spreadsheet programs keep empty lines that somebody once touched."""
HEADER_ROWS = 1


class UnreadableFile(Refusal):
    message: ClassVar[str | Promise] = _("This is neither a CSV file in UTF-8 nor an XLSX file.")


class FileTooLarge(Refusal):
    message: ClassVar[str | Promise] = _("The file is too large: at most %(kilobytes)s kB and %(rows)s rows.")


class UnknownColumns(Refusal):
    message: ClassVar[str | Promise] = _("Unknown columns: %(columns)s. The columns are: %(known)s.")


class ColumnTwice(Refusal):
    message: ClassVar[str | Promise] = _("The column “%(column)s” stands in the file twice.")


class MissingColumns(Refusal):
    message: ClassVar[str | Promise] = _("Columns are missing that say what a row is about: %(columns)s.")


class RowTooLong(Refusal):
    message: ClassVar[str | Promise] = _("Row %(row)s has more cells than the header.")


@dataclass(frozen=True)
class Table:
    """The cells of a file as text. Rows are as long as the header; an empty one keeps its place."""

    header: list[str]
    lines: list[list[str]]

    def rows(self) -> list[tuple[int, dict[str, str]]]:
        """Number as the spreadsheet program counts, and cell by heading; without the empty rows."""
        numbered = enumerate(self.lines, start=1 + HEADER_ROWS)
        return [(number, dict(zip(self.header, line, strict=True))) for number, line in numbered if any(line)]


def table_of(file: "UploadedFile[Any]", sheet: Sheet) -> Table:
    """The rows of an uploaded CSV or XLSX file, if they can be of this kind."""
    if (file.size or 0) > MOST_BYTES:
        raise _too_large()
    content = file.read()
    is_archive = zipfile.is_zipfile(io.BytesIO(content))
    table = _table(_lines_of_xlsx(content) if is_archive else _lines_of_csv(content))
    _check(table, sheet)
    return table


def _check(table: Table, sheet: Sheet) -> None:
    if sum(len(cell.encode()) for line in table.lines for cell in line) > MOST_BYTES:
        raise _too_large()  # an XLSX file holds more than it weighs
    if unknown := [name for name in table.header if name not in sheet.headings]:
        raise UnknownColumns(columns=listed(unknown), known=listed(sheet.headings))
    if twice := [name for place, name in enumerate(table.header) if name in table.header[:place]]:
        raise ColumnTwice(column=twice[0])
    missing = [name for name in sheet.key if name not in table.header]
    if missing and NUMBER not in table.header:
        raise MissingColumns(columns=listed(missing))


def _lines_of_csv(content: bytes) -> list[list[Any]]:
    """Commas, or the semicolons that a spreadsheet program writes where the comma is the decimal sign."""
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile from error


def _lines_of_xlsx(content: bytes) -> list[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES_UNPACKED:
                raise _too_large()
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # they are what the file says of itself
        return [list(line) for line in islice(sheet.iter_rows(values_only=True), MOST_LINES)]
    except Refusal:
        raise
    except Exception as error:  # whatever the reader meets in a broken file
        raise UnreadableFile from error


def _table(lines: list[list[Any]]) -> Table:
    read = _without_trailing(list(map(_cells, lines)))
    if not read or "\0" in str(read[0]):
        raise UnreadableFile
    header, *rows = read
    if len(rows) > MOST_ROWS:
        raise _too_large()
    for number, row in enumerate(rows, start=1 + HEADER_ROWS):
        if len(row) > len(header):
            raise RowTooLong(row=number)
    return Table(header, [row + [""] * (len(header) - len(row)) for row in rows])


def _cells(line: Iterable[Any]) -> list[str]:
    return _without_trailing([as_meant(text_of(cell).strip()).strip() for cell in line])


def _without_trailing(values: list[Any]) -> list[Any]:
    """Without the empty ones at the end."""
    while values and not values[-1]:
        values.pop()
    return values


def _too_large() -> FileTooLarge:
    return FileTooLarge(kilobytes=MOST_BYTES // 1024, rows=MOST_ROWS)
