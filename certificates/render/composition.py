"""A document made ready for the press: its template with values, the artwork under it, its metadata."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from certificates.render.layers import Spot
from certificates.render.sheets import Sheet


@dataclass(frozen=True)
class Composition:
    template: str
    context: dict[str, Any]
    title: str
    language: str
    issued_on: date
    author: str
    sheet: Sheet
    network_name: str
    signatures: tuple[tuple[str, Spot], ...] = ()
    qr: str = ""
    identity: tuple[str, str] | None = None  # number and verification code
