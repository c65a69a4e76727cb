"""Writing the register of the network. Every change is audited; an officer changes only what is in reach."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.accounts.models import User
from lms.audit.actions import audit
from lms.audit.changes import changes_of
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
    changes = changes_of(row)
    row.save()
    # What it has become must be in reach too; a refusal takes the writing back.
    _refuse_out_of_reach(row, by)
    for name, values in (related or {}).items():
        changes |= _set(row, name, list(values), added=added)
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


def _set(row: models.Model, name: str, values: list[models.Model], *, added: bool) -> dict[str, list[str]]:
    """Set a many-to-many field; what it was and what it is, where they differ."""
    manager = getattr(row, name)
    before = [] if added else list(manager.all())
    manager.set(values)
    texts = [", ".join(sorted(map(str, rows))) for rows in (before, values)]
    return {name: texts} if set(before) != set(values) else {}
