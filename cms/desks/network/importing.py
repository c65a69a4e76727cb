"""Cities from a spreadsheet: what each row would do, and doing it, through the action that writes the register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.results import Result, RowResult

from cms.desks.network.cells import items_of, names_of, weekend_of
from cms.desks.network.spreadsheets import CITY_COLUMNS, cells_of
from lms.accounts.models import User
from lms.network.actions import keep
from lms.network.models import City, Region

HEADER_ROWS = 1


class Cell(widgets.Widget):
    """A cell read by a function that may raise ValidationError, which import-export knows as ValueError."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        try:
            return self.read(value or "")
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error


def region_of(code: str) -> Region:
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise ValidationError(_("There is no region with the code “%(code)s”.") % {"code": code})
    return region


def degrees_of(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValidationError(_("“%(text)s” is not a number of degrees.") % {"text": text}) from error


class CityResource(resources.ModelResource):
    """A row whose code is known changes that city, in the columns that the file has; another makes a city."""

    region = fields.Field("region", "region", widget=Cell(region_of))
    weekend = fields.Field("weekend", "weekend", widget=Cell(weekend_of))
    languages = fields.Field("languages", "languages", widget=Cell(items_of))
    names = fields.Field("names", "names", widget=Cell(names_of))
    latitude = fields.Field("latitude", "latitude", widget=Cell(degrees_of))
    longitude = fields.Field("longitude", "longitude", widget=Cell(degrees_of))

    class Meta:
        model = City
        fields: ClassVar = CITY_COLUMNS
        import_id_fields: ClassVar = ["slug"]
        clean_model_instances = True
        use_transactions = True
        skip_unchanged = True
        report_skipped = True
        skip_diff = False
        skip_html_diff = True
        store_instance = True

    def __init__(self, *, by: User, at: datetime) -> None:
        super().__init__()
        self.by, self.at = by, at
        self.seen: dict[str, int] = {}

    def before_import_row(self, row: dict[str, str], row_number: int = 0, **kwargs: Any) -> None:
        first = self.seen.setdefault(row["slug"], row_number)
        if first != row_number:
            message = _("The code “%(code)s” stands in row %(row)s too.")
            raise ValidationError({"slug": message % {"code": row["slug"], "row": first + HEADER_ROWS}})

    def do_instance_save(self, instance: City, is_create: bool) -> None:
        keep(row=instance, by=self.by, at=self.at)


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken; `column` is empty when the row as a whole is at fault."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Step:
    """What a row would do: (column, value before, value after)."""

    row: int
    city: str
    is_new: bool
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Plan:
    """What a file would do, all of it or nothing."""

    steps: tuple[Step, ...]
    faults: tuple[Fault, ...]
    unchanged: int

    @property
    def can_be_carried_out(self) -> bool:
        return bool(self.steps) and not self.faults


def plan_import(*, data: tablib.Dataset, by: User, at: datetime) -> Plan:
    """Try the whole file and roll it back."""
    return _plan(_carry_out(data, by, at, dry_run=True))


def import_cities(*, data: tablib.Dataset, by: User, at: datetime) -> Plan:
    """Import the whole file, or nothing if a row is at fault."""
    return _plan(_carry_out(data, by, at, dry_run=False))


def _carry_out(data: tablib.Dataset, by: User, at: datetime, *, dry_run: bool) -> Result:
    return CityResource(by=by, at=at).import_data(
        data, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True
    )


def _plan(result: Result) -> Plan:
    rows = list(enumerate(result.rows, start=1 + HEADER_ROWS))
    return Plan(
        steps=tuple(_step(number, row) for number, row in rows if row.is_new() or row.is_update()),
        faults=tuple(sorted(_faults(result), key=lambda fault: fault.row)),
        unchanged=sum(row.is_skip() for _number, row in rows),
    )


def _step(number: int, row: RowResult) -> Step:
    before = cells_of(row.original) if row.original else {}
    after = cells_of(row.instance)
    changed = ((name, str(before.get(name, "")), str(value)) for name, value in after.items())
    return Step(number, row.instance.name, row.is_new(), tuple(change for change in changed if change[1] != change[2]))


def _faults(result: Result) -> list[Fault]:
    invalid = [
        Fault(row.number + HEADER_ROWS, column if column != "__all__" else "", " ".join(messages))
        for row in result.invalid_rows
        for column, messages in row.error_dict.items()
    ]
    broken = [
        Fault(row.number + HEADER_ROWS, "", str(error.error)) for row in result.error_rows for error in row.errors
    ]
    whole = [Fault(HEADER_ROWS, "", str(error.error)) for error in result.base_errors]
    return [*invalid, *broken, *whole]
