"""Rows of the register from a spreadsheet: what each would do, and doing it, through the action that writes them."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.desks.network.cells import text_of
from cms.desks.network.references import References
from cms.desks.network.sheets import NUMBER, Sheet
from cms.desks.network.spreadsheets import Table
from lms.accounts.models import User
from lms.network.actions import keep
from lms.network.models import Region
from lms.network.queries import in_reach_of
from lms.refusals import Refusal

MOST_WRITTEN = 500
"""New and changed rows of one file: each is checked and audited by itself, and the officer waits for all of them."""

Errors = dict[str, list[str]]
Change = tuple[str, str, str]
"""Column, text before, text after."""


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken; `column` is empty when the row as a whole is at fault."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Step:
    """What a row would do."""

    row: int
    label: str
    is_new: bool
    changes: tuple[Change, ...]


@dataclass
class Plan:
    """What a file would do, all of it or nothing."""

    steps: list[Step] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    @property
    def added(self) -> int:
        return sum(step.is_new for step in self.steps)

    @property
    def changed(self) -> int:
        return len(self.steps) - self.added

    @property
    def can_be_carried_out(self) -> bool:
        return bool(self.steps) and not self.faults

    @property
    def digest(self) -> str:
        """Two plans that do the same have the same."""
        return hashlib.sha256(repr(self.steps).encode()).hexdigest()


def plan_import(*, sheet: Sheet, table: Table, by: User, at: datetime) -> Plan:
    """Try the whole file and take it back."""
    with transaction.atomic():
        plan = _Passage(sheet, table, by, at).made()
        transaction.set_rollback(True)
    return plan


def import_rows(*, sheet: Sheet, table: Table, expected: str, by: User, at: datetime) -> Plan:
    """Write the whole file, or nothing if a row is at fault or if it would not do what the officer saw (`expected`)."""
    with transaction.atomic():
        # One import at a time, so that two officers who add the same row at once do not add it twice.
        list(Region.objects.select_for_update().values_list("pk"))
        passage = _Passage(sheet, table, by, at)
        plan = passage.made()
        if plan.faults or plan.digest != expected:
            transaction.set_rollback(True)
            return plan
        for row, is_new in passage.written:  # for the history page of each
            log(row, "wagtail.create" if is_new else "wagtail.edit", user=by)
    return plan


_TOO_MUCH = gettext_lazy("A file may add or change at most %(most)s entries at a time. Divide it.")


class _Passage:
    """One way through a file, in the caller's transaction."""

    def __init__(self, sheet: Sheet, table: Table, by: User, at: datetime) -> None:
        self.sheet, self.table, self.by, self.at = sheet, table, by, at
        self.columns = [column for column in sheet.columns if column.read and column.name in table.header]
        self.references = References()
        self.plan = Plan()
        self.written: list[tuple[Any, bool]] = []
        self.met: dict[Hashable, int] = {}
        rows = in_reach_of(officer=by, rows=sheet.model._default_manager.select_related(*sheet.related))
        self.known: dict[str, Any] = {str(row.pk): row for row in rows}
        self.by_key: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in self.known.values():
            self.by_key[sheet.key_of(row)].append(row)

    def made(self) -> Plan:
        for number, cells in self.table.rows():
            try:
                self._take(number, cells)
            except ValidationError as error:
                self.plan.faults += _faults(number, error)
            except Refusal as refusal:
                self.plan.faults.append(Fault(number, "", str(refusal)))
            except IntegrityError:
                self.plan.faults.append(Fault(number, "", _("This contradicts another row of the register.")))
            if len(self.written) > MOST_WRITTEN:
                self.plan.faults.append(Fault(number, "", _TOO_MUCH % {"most": MOST_WRITTEN}))
                break
        return self.plan

    def _take(self, number: int, cells: dict[str, str]) -> None:
        values, unread = self._read(cells)
        row = self._meant(cells, values, unread)
        self._note(number, row, values)
        changes = self._changes(row, cells, values)
        if not changes:
            self.plan.unchanged += 1
            return
        is_new = row._state.adding
        changed = {column for column, _before, _after in changes}
        for name in changed - unread.keys():
            setattr(row, name, values[name])
        _clean(row, {name: said for name, said in unread.items() if is_new or name in changed})
        keep(row=row, by=self.by, at=self.at)
        self.written.append((row, is_new))
        self.plan.steps.append(Step(number, str(row), is_new, tuple(changes)))

    def _read(self, cells: dict[str, str]) -> tuple[dict[str, Any], Errors]:
        """Values by column, and of the cells that mean nothing why not."""
        values: dict[str, Any] = {}
        unread: Errors = {}
        for column in self.columns:
            assert column.read  # noqa: S101 - those without are not in self.columns
            try:
                values[column.name] = column.read(cells[column.name], self.references)
            except ValidationError as error:
                unread[column.name] = error.messages
        return values, unread

    def _meant(self, cells: dict[str, str], values: dict[str, Any], unread: Errors) -> Any:
        """The row of the register that this one is about, or a new one."""
        if number := cells.get(NUMBER, ""):
            if number not in self.known:
                raise ValidationError({NUMBER: _("There is no row with the number %(id)s.") % {"id": number}})
            return self.known[number]
        if any(name not in self.table.header for name in self.sheet.key):
            missing = {"columns": ", ".join(self.sheet.key)}
            raise ValidationError({NUMBER: _("Give the number, or the columns %(columns)s.") % missing})
        if any(name in unread for name in self.sheet.key):
            raise ValidationError(dict(unread))
        found = self.by_key[tuple(values[name] for name in self.sheet.key)]
        if len(found) > 1:
            raise ValidationError({self.sheet.key[0]: _("Several rows of the register fit: give the number (id).")})
        return found[0] if found else self.sheet.model()

    def _note(self, number: int, row: Any, values: dict[str, Any]) -> None:
        """Refuse a second row about the same."""
        first = self.met.setdefault(row.pk or tuple(values[name] for name in self.sheet.key), number)
        if first != number:
            raise ValidationError({self.sheet.key[0]: _("Row %(row)s is about the same.") % {"row": first}})

    def _changes(self, row: Any, cells: dict[str, str], values: dict[str, Any]) -> list[Change]:
        """What the file has otherwise than the register. A cell that reads as the register's own changes nothing."""
        changes = []
        for column in self.columns:
            after = cells[column.name]
            before = "" if row._state.adding else text_of(column.shown(row)).strip()
            if before == after:
                continue
            same = not row._state.adding and column.name in values and values[column.name] == getattr(row, column.name)
            if not same:
                changes.append((column.name, before, after))
        return changes


def _clean(row: Any, unread: Errors) -> None:
    """Raise everything that is wrong with the row at once."""
    errors = dict(unread)
    try:
        row.full_clean(exclude=set(unread))
    except ValidationError as error:
        errors |= error.message_dict
    if errors:
        raise ValidationError(errors)


def _faults(number: int, error: ValidationError) -> list[Fault]:
    by_column = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        Fault(number, "" if column == NON_FIELD_ERRORS else column, " ".join(messages))
        for column, messages in by_column.items()
    ]
