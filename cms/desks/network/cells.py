"""How lists and names of a city read in one cell of a form or of a spreadsheet, and back."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralised(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def as_meant(text: str) -> str:
    """The text of a cell, without the apostrophe that `neutralised` gave it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS_A_FORMULA) else text


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
