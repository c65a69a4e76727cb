"""The interface's one stylesheet, in two parts: the core that a text lesson needs, and the rest.

A cold page carries it inline (no second round trip); once the browser has the file, named by its content, a page only
links it. Needs no Django, so that settings can build the security policy from the same text.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import brotli

SOURCES = Path(__file__).parent / "css"
CORE = ("reset", "tokens", "base", "layout", "components", "print")
MORE = ("more",)

# A browser that has fetched the file says so with this cookie, whose value is the file's version.
COOKIE = "c"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND_PUNCTUATION = re.compile(r"\s*([{};,])\s*")


def minified(css: str) -> str:
    one_line = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    return _AROUND_PUNCTUATION.sub(r"\1", one_line).replace(";}", "}").strip()


def _joined(names: tuple[str, ...]) -> str:
    return "".join(minified((SOURCES / f"{name}.css").read_text("utf-8")) for name in names)


@cache
def core() -> str:
    return _joined(CORE)


@cache
def more() -> str:
    return _joined(MORE)


def everything() -> str:
    return core() + more()


@cache
def compressed() -> bytes:
    packed: bytes = brotli.compress(everything().encode(), quality=11)
    return packed


@cache
def version() -> str:
    return hashlib.sha256(everything().encode()).hexdigest()[:8]


def policy_source(text: str) -> str:
    """The CSP source expression that allows exactly this inline text (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inlined(*, core_only: bool = False) -> str:
    parts = [core()] if core_only else [core(), more()]
    return "".join(f"<style>{part}</style>" for part in parts)


def forced(theme: str) -> str:
    """The whole sheet with one colour scheme whatever the system prefers; for the gallery. ``theme``: light or dark."""
    return everything().replace("(prefers-color-scheme:dark)", "all" if theme == "dark" else "not all")
