"""Reading parameters that may hold anything: what is not of the expected kind counts as not given."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Parameters = Mapping[str, Any]


def group(parameters: object, *names: str) -> Parameters:
    """The group at this way through groups; empty where there is none."""
    held = parameters
    for name in names:
        held = held.get(name) if isinstance(held, Mapping) else None
    return held if isinstance(held, Mapping) else {}


def items(parameters: Parameters, name: str) -> list[Any]:
    held = parameters.get(name)
    return held if isinstance(held, list) else []


def groups(parameters: Parameters, name: str) -> list[Parameters]:
    return [one for one in items(parameters, name) if isinstance(one, Mapping)]


def texts(parameters: Parameters, name: str) -> list[str]:
    return [one for one in items(parameters, name) if isinstance(one, str)]


def text(parameters: Parameters, name: str, default: str = "") -> str:
    held = parameters.get(name)
    return held if isinstance(held, str) else default


def flag(parameters: Parameters, name: str, *, default: bool) -> bool:
    held = parameters.get(name)
    return held if isinstance(held, bool) else default


def number(parameters: Parameters, name: str, default: int) -> Decimal:
    """Exact as written: 0.1 is a tenth."""
    held = parameters.get(name)
    if isinstance(held, bool) or not isinstance(held, int | float | Decimal):
        return Decimal(default)
    written = Decimal(str(held))
    return written if written.is_finite() else Decimal(default)
