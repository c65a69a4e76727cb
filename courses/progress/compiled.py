"""A statement that is compiled once in a process: Django compiles many joins for longer than the database answers."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


class Compiled(Generic[Row]):
    """The rows of a queryset in which placeholders stand for what is asked, read as the queryset itself would.

    Placeholders and what takes their place are values as the database is given them. The connection is always that
    of the thread that asks, so one object serves all threads.
    """

    def __init__(self, queryset: QuerySet[Row]) -> None:
        self._compiler: Any = queryset.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()
        select, shape = self._compiler.select, self._compiler.klass_info
        self._model: type[Row] = queryset.model
        self._own = slice(shape["select_fields"][0], shape["select_fields"][-1] + 1)
        # Django looks these up for each column of every answer; they depend on the kind of database alone.
        self._converters: Any = self._compiler.get_converters([column[0] for column in select])
        self._names = [column[0].target.attname for column in select[self._own]]
        populators: Any = get_related_populators  # the stubs tell of a later Django's
        self._related = populators(shape, select, DEFAULT_DB_ALIAS)

    def rows(self, given: Mapping[Any, Any]) -> list[Row]:
        """One statement; `given` maps each placeholder to its value."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [given.get(value, value) for value in self._parameters])
            found = cursor.fetchall()
        return [self._row(columns) for columns in self._compiler.apply_converters(found, self._converters)]

    def _row(self, columns: Any) -> Row:
        row = self._model.from_db(DEFAULT_DB_ALIAS, self._names, columns[self._own])
        for related in self._related:
            related.populate(columns, row)
        for name, place in self._compiler.annotation_col_map.items():
            setattr(row, name, columns[place])
        return row
