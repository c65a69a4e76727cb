"""How values read in a cell, and what a cell means."""

import re
from collections.abc import Iterable
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.items import ItemRefused
from courses.assessment.formats.texts import one_line

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
YES, NO = {"yes", "true", "1", "x", "y"}, {"no", "false", "0", "", "n"}
PARTS = re.compile(r"((?:\\.|[^;\\]|\\$)*)(?:;|$)", re.DOTALL)


class NeitherYesNorNo(ItemRefused):
    message: ClassVar[str | Promise] = _("“%(text)s” is neither yes nor no.")


def neutralised(text: str) -> str:
    """The text so that no spreadsheet program takes it for a formula (OWASP, CSV injection).

    What begins with apostrophes before a formula gets one more, so that `as_meant` gives back every text.
    """
    return f"'{text}" if _is_formula(text.lstrip("'")) else text


def as_meant(text: str) -> str:
    return text[1:] if text.startswith("'") and _is_formula(text.lstrip("'")) else text


def _is_formula(text: str) -> bool:
    return text.startswith(STARTS_A_FORMULA) and not NUMBER.fullmatch(text)


def listed(values: Iterable[str]) -> str:
    """Between semicolons; one within a value is written with a backslash before it."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", value) for value in values)


def parts_of(cell: str) -> tuple[str, ...]:
    parts = (re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL) for found in PARTS.finditer(cell))
    return tuple(dict.fromkeys(words for words in map(one_line, parts) if words))


def is_yes(cell: str, default: bool = False) -> bool:
    word = one_line(cell).lower()
    if word not in YES | NO:
        raise NeitherYesNorNo(text=word[:40])
    return word in YES if word else default


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
