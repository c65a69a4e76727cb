"""Columns of a spreadsheet: how a value of a row reads in a cell, and what a cell means."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.desks.network.cells import day_of, items_of, listed, names_listed, names_of, weekend_listed, weekend_of
from cms.desks.network.references import References

Read = Callable[[str, References], Any]
"""From the text of a cell to the value, or ValidationError."""


@dataclass(frozen=True)
class Column:
    """`name` is the heading and the field; `shown` gives the cell of a row. Without `read` it is for reading only."""

    name: str
    shown: Callable[[Any], Any]
    read: Read | None = None


def plain(name: str) -> Column:
    return Column(name, attrgetter(name), lambda text, _references: text)


def chosen(name: str, choices: Iterable[tuple[str, Any]]) -> Column:
    """One of fixed words."""
    words = [word for word, _label in choices]

    def read(text: str, _references: References) -> str:
        found = next((word for word in words if word.casefold() == text.casefold()), text)
        if found and found not in words:
            values = {"text": text, "words": listed(words)}
            raise ValidationError(_("“%(text)s” is none of: %(words)s.") % values)
        return found

    return Column(name, attrgetter(name), read)


def day(name: str) -> Column:
    return Column(name, attrgetter(name), lambda text, _references: day_of(text) if text else None)


def degrees(name: str) -> Column:
    return Column(name, attrgetter(name), lambda text, _references: _degrees_of(text))


def weekend(name: str) -> Column:
    return Column(name, lambda row: weekend_listed(getattr(row, name)), lambda text, _references: weekend_of(text))


def items(name: str) -> Column:
    return Column(name, lambda row: listed(getattr(row, name)), lambda text, _references: items_of(text))


def names(name: str) -> Column:
    return Column(name, lambda row: names_listed(getattr(row, name)), lambda text, _references: names_of(text))


def city(name: str) -> Column:
    return Column(name, attrgetter(f"{name}.slug"), lambda text, references: references.city(text))


def region(name: str) -> Column:
    return Column(name, attrgetter(f"{name}.code"), lambda text, references: references.region(text))


def person(name: str) -> Column:
    return Column(name, attrgetter(f"{name}.email"), lambda text, references: references.person(text))


def for_reading(name: str, path: str) -> Column:
    """Helps who reads the file; an import passes over it."""
    return Column(name, lambda row: str(attrgetter(path)(row)))


def _degrees_of(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValidationError(_("“%(text)s” is not a number of degrees.") % {"text": text}) from error
