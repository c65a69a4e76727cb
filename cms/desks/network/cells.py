"""How lists, names and dates read in one cell of a form or of a spreadsheet, and back."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def neutralised(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula (OWASP, CSV injection).

    What begins with apostrophes before a formula gets one more, so that `as_meant` gives back every text.
    """
    return f"'{text}" if _is_formula(text.lstrip("'")) else text


def as_meant(text: str) -> str:
    """The text of a cell, without the apostrophe that `neutralised` gave it."""
    return text[1:] if text.startswith("'") and _is_formula(text.lstrip("'")) else text


def _is_formula(text: str) -> bool:
    return text.startswith(STARTS_A_FORMULA)


def text_of(value: Any) -> str:
    """The text that a cell shows, whatever a spreadsheet program keeps in it."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def day_of(text: str) -> date:
    """An ISO date. The orders of day and month that countries have are not guessed at."""
    try:
        return date.fromisoformat(text if ISO_DATE.fullmatch(text) else "")
    except ValueError as error:
        raise ValidationError(_("“%(text)s” is not a date: write 2026-01-31.") % {"text": text}) from error


def listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)


def items_of(text: str) -> list[str]:
    return [item for part in text.replace(";", ",").split(",") if (item := part.strip())]


def weekend_listed(days: Iterable[int]) -> str:
    """[4, 5] is "fri, sat"."""
    return listed(WEEKDAYS[day] for day in days)


def weekend_of(text: str) -> list[int]:
    """The weekdays' English names, of which three letters are enough."""
    return sorted({_weekday(item) for item in items_of(text)})


def _weekday(item: str) -> int:
    try:
        return WEEKDAYS.index(item[:3].lower())
    except ValueError as error:
        raise ValidationError(_("“%(day)s” is not a weekday: write fri, sat.") % {"day": item}) from error


def names_listed(names: dict[str, str], between: str = "; ") -> str:
    return between.join(f"{tag}: {name}" for tag, name in names.items())


def names_of(text: str) -> dict[str, str]:
    """Names each after its language, on lines or between semicolons."""
    return dict(_name(part) for part in text.replace("\n", ";").split(";") if part.strip())


def _name(part: str) -> tuple[str, str]:
    tag, colon, name = part.partition(":")
    if not colon or not name.strip():
        raise ValidationError(
            _("“%(part)s”: write the language before the name, such as ko: 나이로비.") % {"part": part}
        )
    return tag.strip(), name.strip()
