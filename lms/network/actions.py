"""Writing the register of the network. Every change is audited; an officer changes only what is in reach."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User
from lms.audit.actions import audit
from lms.network.queries import in_reach_of
from lms.refusals import Refusal


class OutOfReach(Refusal):
    message: ClassVar[str | Promise] = _("This city is not in the region of your office.")


class StillNeeded(Refusal):
    message: ClassVar[str | Promise] = _(
        "“%(name)s” cannot be deleted: other entries need it. Set an end date instead."
    )


@transaction.atomic
def keep(
    *, row: models.Model, by: User, at: datetime, related: Mapping[str, Iterable[models.Model]] | None = None
) -> None:
    """Write a new or changed row of the register, with the many-to-many values of `related`, and what changed."""
    added = row._state.adding
    if not added:
        _refuse_out_of_reach(row, by)
    changes = {} if added else _changes(row)
    row.save()
    # What it has become must be in reach too; a refusal takes the writing back.
    _refuse_out_of_reach(row, by)
    for name, values in (related or {}).items():
        getattr(row, name).set(values)
    verb = "added" if added else "changed"
    audit(action=f"{row._meta.model_name}.{verb}", target=row, by=by, at=at, changes=changes)


@transaction.atomic
def remove(*, row: models.Model, by: User, at: datetime) -> None:
    """Delete a row that nothing needs."""
    _refuse_out_of_reach(row, by)
    audit(action=f"{row._meta.model_name}.deleted", target=row, by=by, at=at)
    try:
        with transaction.atomic():
            row.delete()
    except models.ProtectedError as error:
        raise StillNeeded(name=str(row)) from error


def _refuse_out_of_reach(row: models.Model, by: User) -> None:
    if not in_reach_of(officer=by, rows=type(row)._default_manager.filter(pk=row.pk)).exists():
        raise OutOfReach


def _changes(row: models.Model) -> dict[str, list[str]]:
    """Field name to the old and the new value, as text."""
    before = type(row)._default_manager.get(pk=row.pk)
    pairs = {field.attname: (_text(before, field), _text(row, field)) for field in row._meta.concrete_fields}
    return {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}


def _text(row: models.Model, field: "models.Field[Any, Any]") -> str:
    return str(field.to_python(getattr(row, field.attname)))
