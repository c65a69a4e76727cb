"""Plain texts of parameters: escaped for any place in HTML, never twice, and cut where no entity breaks."""

import re
from html.entities import html5

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPECIAL = re.compile(r"[<>\"']|&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_ENTITIES = {"<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;"}


def string(value: object) -> str:
    """The text, without signs that no text has and a database may refuse; empty where there is no text."""
    return _CONTROLS.sub("", value) if isinstance(value, str) else ""


def escaped(text: str) -> str:
    """For any place in HTML. What is escaped already stays as it is."""
    return _SPECIAL.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    sign, name = found.group(), found.group(1)
    if sign in _ENTITIES:
        return _ENTITIES[sign]
    return sign if name and (name.startswith("#") or f"{name};" in html5) else f"&amp;{sign[1:]}"


def cut(text: str, longest: int) -> str:
    """Of an escaped text so much as fits, and no half entity."""
    if len(text) <= longest:
        return text
    shorter = text[:longest]
    begun = shorter.rfind("&", longest - 34 if longest > 34 else 0)
    found = _SPECIAL.match(text, begun) if begun >= 0 else None
    return shorter[:begun] if found and found.end() > longest else shorter
