"""What a change of a row amounts to, for an entry of the log."""

from typing import Any

from django.db import models


def changes_of(row: models.Model) -> dict[str, list[str]]:
    """Field name to the value in the database and the value now, as text, where they differ. None for a new row."""
    if row._state.adding:
        return {}
    before = type(row)._default_manager.get(pk=row.pk)
    pairs = {field.attname: (_text(before, field), _text(row, field)) for field in row._meta.concrete_fields}
    return {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}


def _text(row: models.Model, field: "models.Field[Any, Any]") -> str:
    return str(field.to_python(getattr(row, field.attname)))
