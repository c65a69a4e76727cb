"""A city as a row of a spreadsheet, and reading such a file whatever program wrote it."""

import csv
import io
import zipfile
from typing import Any, ClassVar

import tablib
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from import_export.formats.base_formats import XLSX

from cms.desks.network.cells import as_meant, listed, names_listed, weekend_listed
from lms.network.models import City
from lms.refusals import Refusal

MOST_BYTES = 512 * 1024
MOST_BYTES_UNPACKED = 16 * 1024 * 1024
MOST_ROWS = 2000
PLAIN_COLUMNS = ["slug", "name", "native_name", "official_name", "kind", "country", "iso_code"]
CITY_COLUMNS = [
    *PLAIN_COLUMNS, "names", "region", "time_zone", "weekend", "languages", "connectivity_tier", "latitude",
    "longitude",
]  # fmt: skip


class UnreadableFile(Refusal):
    message: ClassVar[str | Promise] = _("This is neither a CSV file in UTF-8 nor an XLSX file.")


class FileTooLarge(Refusal):
    message: ClassVar[str | Promise] = _("The file is too large: at most %(kilobytes)s kB and %(rows)s rows.")


class UnknownColumns(Refusal):
    message: ClassVar[str | Promise] = _("Unknown columns: %(columns)s. The columns are: %(known)s.")


class MissingColumn(Refusal):
    message: ClassVar[str | Promise] = _("The column “slug” is missing: it says which city a row is about.")


class RowTooLong(Refusal):
    message: ClassVar[str | Promise] = _("Row %(row)s has more cells than the header.")


def cells_of(city: City) -> dict[str, Any]:
    """Column name to value, in the order of CITY_COLUMNS."""
    return {
        **{name: getattr(city, name) for name in PLAIN_COLUMNS},
        "names": names_listed(city.names),
        "region": city.region.code,
        "time_zone": city.time_zone,
        "weekend": weekend_listed(city.weekend),
        "languages": listed(city.languages),
        "connectivity_tier": city.connectivity_tier,
        "latitude": city.latitude,
        "longitude": city.longitude,
    }


def dataset_of(file: "UploadedFile[Any]") -> tablib.Dataset:
    """The rows of an uploaded CSV or XLSX file, all cells as text."""
    if (file.size or 0) > MOST_BYTES:
        raise too_large()
    content = file.read()
    return checked(from_xlsx(content) if zipfile.is_zipfile(io.BytesIO(content)) else from_csv(_decoded(content)))


def from_csv(text: str) -> tablib.Dataset:
    """Commas, or the semicolons that a spreadsheet program writes where the comma is the decimal sign."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        return _dataset(list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)))
    except csv.Error as error:
        raise UnreadableFile from error


def from_xlsx(content: bytes) -> tablib.Dataset:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES_UNPACKED:
                raise too_large()
        read = XLSX().create_dataset(content)
    except Refusal:
        raise
    except Exception as error:  # whatever the reader meets in a broken file
        raise UnreadableFile from error
    return _dataset([read.headers, *read])


def checked(data: tablib.Dataset) -> tablib.Dataset:
    if len(data) > MOST_ROWS:
        raise too_large()
    if unknown := [name for name in data.headers if name not in CITY_COLUMNS]:
        raise UnknownColumns(columns=", ".join(unknown), known=", ".join(CITY_COLUMNS))
    if "slug" not in data.headers:
        raise MissingColumn
    return data


def too_large() -> FileTooLarge:
    return FileTooLarge(kilobytes=MOST_BYTES // 1024, rows=MOST_ROWS)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile from error


def _dataset(lines: list[list[Any]]) -> tablib.Dataset:
    """Cells as text, every row as long as the header; an empty row keeps its place, so that the numbers are right."""
    if not lines or "\0" in str(lines[0]):
        raise UnreadableFile
    header = [str(name or "").strip() for name in lines[0]]
    data = tablib.Dataset(headers=header)
    for number, line in enumerate(lines[1:], start=2):
        cells = [as_meant(str("" if cell is None else cell).strip()) for cell in line]
        if any(cells[len(header) :]):
            raise RowTooLong(row=number)
        data.append((cells + [""] * len(header))[: len(header)])
    return data
