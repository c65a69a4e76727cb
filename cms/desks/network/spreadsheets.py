"""Reading the rows of a file, whatever program wrote it."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
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
MOST_BYTES_OF_STYLES = 256 * 1024
"""Their reader makes an object of every five bytes."""
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
    lines = _lines_of_xlsx(content, len(sheet.headings) + 1) if is_archive else _lines_of_csv(content)
    table = _table(islice(lines, MOST_LINES), sheet)
    if sum(len(cell.encode()) for line in table.lines for cell in line) > MOST_BYTES:
        raise _too_large()  # an XLSX file holds more than it weighs
    return table


def _table(lines: Iterable[Iterable[Any]], sheet: Sheet) -> Table:
    """Line by line, so that nothing is kept of a file that is refused."""
    read = map(_cells, lines)
    header = next(read, None)
    if header is None or "\0" in str(header):
        raise UnreadableFile
    _check_header(header, sheet)
    rows = _without_trailing(list(_rows(read, len(header))))
    return Table(header, [row + [""] * (len(header) - len(row)) for row in rows])


def _check_header(header: list[str], sheet: Sheet) -> None:
    known = sheet.headings
    header = header[: len(known) + 1]  # one more than there are is unknown, or stands twice
    if unknown := [name for name in header if name not in known]:
        raise UnknownColumns(columns=listed(unknown), known=listed(known))
    if twice := [name for place, name in enumerate(header) if name in header[:place]]:
        raise ColumnTwice(column=twice[0])
    missing = [name for name in sheet.key if name not in header]
    if missing and NUMBER not in header:
        raise MissingColumns(columns=listed(missing))


def _rows(read: Iterable[list[str]], width: int) -> Iterator[list[str]]:
    for number, row in enumerate(read, start=1 + HEADER_ROWS):
        if row and number > MOST_ROWS + HEADER_ROWS:
            raise _too_large()
        if len(row) > width:
            raise RowTooLong(row=number)
        yield row


def _lines_of_csv(content: bytes) -> Iterator[list[Any]]:
    """Commas, or the semicolons that a spreadsheet program writes where the comma is the decimal sign."""
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile from error


def _lines_of_xlsx(content: bytes, width: int) -> Iterator[tuple[Any, ...]]:
    """No line is wider, however far to the right a cell stands: the reader fills the line up to it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive.infolist())
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # they are what the file says of itself
        yield from sheet.iter_rows(values_only=True, max_col=width)
    except Refusal:
        raise
    except Exception as error:  # whatever the reader meets in a broken file
        raise UnreadableFile from error


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    styles = sum(entry.file_size for entry in entries if entry.filename == "xl/styles.xml")
    if sum(entry.file_size for entry in entries) > MOST_BYTES_UNPACKED or styles > MOST_BYTES_OF_STYLES:
        raise _too_large()


def _cells(line: Iterable[Any]) -> list[str]:
    return _without_trailing([as_meant(text_of(cell).strip()).strip() for cell in line])


def _without_trailing(values: list[Any]) -> list[Any]:
    """Without the empty ones at the end."""
    while values and not values[-1]:
        values.pop()
    return values


def _too_large() -> FileTooLarge:
    return FileTooLarge(kilobytes=MOST_BYTES // 1024, rows=MOST_ROWS)
