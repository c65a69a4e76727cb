"""Numbers, choices, files and what is said about a nested content."""

import math
import re
from decimal import ROUND_FLOOR, Decimal
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from courses.packages.h5p.escaping import cut, escaped, string
from courses.packages.h5p.semantics import FileField, NumberField, SelectField

_NUMBER = re.compile(r"^[+-]?\d{1,30}(\.\d{1,30})?$", re.ASCII)
_WHOLE = 2**53
"""Up to here a script's numbers are exact."""
_MOST_STEPS = 10**9
"""Of a number from its least; above, a float cannot tell them apart."""
_LONGEST_PATH = 255
_LONGEST_ADDRESS = 2_000
_LONGEST_CHOICE = 1_000
_MIME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9.+-]{0,60}$", re.ASCII)
_LARGEST_PICTURE = 100_000
_TEMPORARY = "#tmp"

_COPYRIGHT = ("title", "author", "year", "source", "license", "version")
_METADATA = (
    "title", "a11yTitle", "license", "licenseVersion", "yearFrom", "yearTo", "source", "licenseExtras",
    "authorComments", "contentType", "defaultLanguage",
)  # fmt: skip
_METADATA_LISTS = {"authors": ("name", "role"), "changes": ("date", "author", "log")}
_LONGEST_NOTE = 5_000
_MOST_NOTES = 100


def filtered_number(value: object, field: NumberField) -> int | float:
    """Within its bounds, on a step, with no more decimals than allowed; 0, or the nearest to it, for what is none."""
    number = _clamped(_finite(value), field)
    if field.step is not None and field.step > 0:
        number = _clamped(_stepped(number, Decimal(repr(field.step)), _start(field)), field)
    elif field.decimals is not None:
        number = _clamped(round(number, field.decimals), field)
    return int(number) if number.is_integer() and abs(number) < _WHOLE else number


def _finite(value: object) -> float:
    written = isinstance(value, str) and _NUMBER.match(value)
    if isinstance(value, bool) or not (written or isinstance(value, int | float)):
        return 0.0
    try:
        number = float(value)  # type: ignore[arg-type]
    except OverflowError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _clamped(number: float, field: NumberField) -> float:
    """Where the bounds contradict each other the upper one holds."""
    above = number if field.min is None else max(number, field.min)
    return above if field.max is None else min(above, field.max)


def _start(field: NumberField) -> Decimal:
    """Where steps are counted from."""
    contradictory = field.min is not None and field.max is not None and field.min > field.max
    return Decimal(0) if field.min is None or contradictory else Decimal(repr(field.min))


def _stepped(number: float, step: Decimal, start: Decimal) -> float:
    """The step at or below; one above that a float cannot tell from the number is meant."""
    steps = (Decimal(repr(number)) - start) / step
    if abs(steps) > _MOST_STEPS:
        return number
    below = steps.to_integral_value(ROUND_FLOOR)
    above = float(start + (below + 1) * step)
    return number if above == number else float(start + below * step)


def filtered_choice(value: object, field: SelectField) -> str | list[str] | None:
    """One of the options, or several; without options, whatever a script of the library has put there."""
    if field.multiple:
        given = value if isinstance(value, list) else []
        return [choice for one in given if (choice := _choice(one, field)) is not None]
    single = value[0] if isinstance(value, list) and value else value
    choice = _choice(single, field)
    return _usual(field) if choice is None and not field.optional else choice


def _choice(value: object, field: SelectField) -> str | None:
    written = str(value).lower() if isinstance(value, bool) else value
    if isinstance(written, int | float) and math.isfinite(written) and abs(written) < _WHOLE:
        written = str(written)
    text = cut(escaped(string(written)), _LONGEST_CHOICE)
    if not field.options:
        return text
    return text if text in field.choices else None


def _usual(field: SelectField) -> str | None:
    if not field.options:
        return ""
    default = _choice(field.default, field)
    return next(iter(field.choices)) if default is None else default


def filtered_file(value: object, field: FileField) -> dict[str, Any] | None:
    """Path, kind, size and rights of a file of this content; for video and audio, of an address elsewhere too."""
    path = _path(value.get("path"), field) if isinstance(value, dict) else None
    if path is None or not isinstance(value, dict):
        return None
    kept: dict[str, Any] = {"path": path}
    if isinstance(mime := value.get("mime"), str) and _MIME.match(mime):
        kept["mime"] = mime
    if isinstance(rights := value.get("copyright"), dict):
        kept["copyright"] = _notes(rights, _COPYRIGHT)
    for side in ("width", "height"):
        if (length := _finite(value.get(side))) > 0:
            kept[side] = int(min(max(length, 1), _LARGEST_PICTURE))
    return kept


def _path(value: object, field: FileField) -> str | None:
    if not isinstance(value, str) or value != string(value).strip():
        return None
    path = unescape(value).removesuffix(_TEMPORARY)
    if field.several and path.lower().startswith(("http://", "https://")):
        return _address(path)
    once = unescape(path) == path
    return escaped(path) if once and 0 < len(path) <= _LONGEST_PATH and is_inside(path) else None


def is_inside(path: str) -> bool:
    """Whether the path stays in the content's folder, in the eyes of a browser too, which undoes %2e and %5c."""
    read = unquote(path)
    steps = read.split("/")
    unsafe = any(sign in read for sign in '\\:?#%<>"\n\r\t')
    return not unsafe and all(step.strip(" .") for step in steps)


def _address(value: str) -> str | None:
    """Of a host that is named plainly: without a user in front of it or blanks within."""
    try:
        parts = urlsplit(value)
        plain = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        return None
    blank = any(sign.isspace() or sign in "\\<>\"'" for sign in value)
    return escaped(value) if plain and not blank and len(value) <= _LONGEST_ADDRESS else None


def filtered_metadata(value: object) -> dict[str, Any]:
    """Title, licence and authors of a nested content."""
    if not isinstance(value, dict):
        return {}
    kept: dict[str, Any] = _notes(value, _METADATA)
    for name, keys in _METADATA_LISTS.items():
        if isinstance(several := value.get(name), list):
            kept[name] = [_notes(one, keys) for one in several[:_MOST_NOTES] if isinstance(one, dict)]
    return kept


def _notes(value: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: note for key in keys if key in value and (note := _note(value[key])) is not None}


def _note(value: object) -> str | int | None:
    """A text, or a year."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < 10_000 else None
    return cut(escaped(string(value)), _LONGEST_NOTE) if isinstance(value, str) else None
