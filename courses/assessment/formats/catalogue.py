"""The formats there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.gift.reading import read_gift
from courses.assessment.formats.gift.writing import write_gift
from courses.assessment.formats.items import Item, Reading, Writing
from courses.assessment.formats.moodle.reading import read_moodle
from courses.assessment.formats.moodle.writing import write_moodle
from courses.assessment.formats.qti.package import read_qti, write_qti
from courses.assessment.formats.table.reading import read_table
from courses.assessment.formats.table.writing import write_table


class Reader(Protocol):
    def __call__(self, content: bytes, *, language: str) -> Reading: ...


class Writer(Protocol):
    def __call__(self, items: Iterable[Item], *, language: str) -> Writing: ...


@dataclass(frozen=True)
class Format:
    """`extension` and `media_type` are of the file that is written."""

    name: str
    label: str | Promise
    extension: str
    media_type: str
    read: Reader
    write: Writer


FORMATS = {
    one.name: one
    for one in (
        Format("qti", _("QTI 3.0 (reads 2.0 to 2.2 too)"), "zip", "application/zip", read_qti, write_qti),
        Format("moodle", _("Moodle XML"), "xml", "application/xml", read_moodle, write_moodle),
        Format("gift", _("GIFT"), "gift.txt", "text/plain; charset=utf-8", read_gift, write_gift),
        Format("csv", _("Table (CSV)"), "csv", "text/csv; charset=utf-8", read_table, write_table),
    )
}
