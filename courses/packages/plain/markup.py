"""The HTML of parameters, made safe once more before it is marked as safe, and taken apart into tags and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

import nh3
from django.utils.safestring import SafeString, mark_safe

EMPTY = SafeString()
INLINE = {"b", "br", "code", "del", "em", "i", "s", "strong", "sub", "sup", "u"}
BLOCKS = {"blockquote", "div", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "ul"}
TABLES = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
ATTRIBUTES = {"*": {"dir", "lang"}, "a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
PROTOCOLS = {"http", "https", "mailto"}

_END_OF_A_BLOCK = re.compile(r"</(?:p|div|li|h\d|pre|tr|td|th)\s*>|<(?:br|hr)\s*/?>", re.IGNORECASE)
_NOTHING = re.compile(r"<[^>]*>|&nbsp;|\s")


def blocks(html: object) -> SafeString:
    """Text with its paragraphs, lists, tables and links. Anything but text gives nothing."""
    return _cleaned(html, INLINE | BLOCKS | TABLES | {"a"})


def phrase(html: object) -> SafeString:
    """The same for a label or legend: one line, in which ends of paragraphs are spaces."""
    in_one_line = _END_OF_A_BLOCK.sub(" ", html) if isinstance(html, str) else html
    return mark_safe(" ".join(_cleaned(in_one_line, INLINE - {"br"}).split()))  # noqa: S308 - cleaned by nh3


def words(html: object) -> str:
    """What is left without any tag, as plain text."""
    return unescape(phrase(nh3.clean(html, tags=set())) if isinstance(html, str) else "")


def is_empty(html: str) -> bool:
    return not _NOTHING.sub("", html)


def _cleaned(html: object, tags: set[str]) -> SafeString:
    if not isinstance(html, str):
        return EMPTY
    cleaned = nh3.clean(html, tags=tags, attributes=ATTRIBUTES, url_schemes=PROTOCOLS)
    return EMPTY if is_empty(cleaned) and "<hr" not in cleaned else mark_safe(cleaned)  # noqa: S308


@dataclass(frozen=True)
class Run:
    """A stretch of safe HTML: a tag as it stands, or the text between two, unescaped."""

    tag: SafeString = EMPTY
    text: str = ""


class _Runs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Run] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._tag(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._tag(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.found.append(Run(text=data))

    def _tag(self, tag: str) -> None:
        self.found.append(Run(tag=mark_safe(tag)))  # noqa: S308 - a tag of what nh3 has cleaned


def runs(html: SafeString) -> list[Run]:
    """What `blocks` has cleaned, tag by tag and text by text."""
    reader = _Runs()
    reader.feed(html)
    reader.close()
    return reader.found


OPEN, CLOSE = "\ue000", "\ue001"
"""Characters for private use around the number of a gap; taken out of what comes from outside."""
_GAP = re.compile(f"{OPEN}(\\d+){CLOSE}")
Pieces = list[SafeString | int]


def without_gaps(html: str) -> str:
    """`html` without marks of gaps that it may have brought along."""
    return html.replace(OPEN, "").replace(CLOSE, "")


def gap(number: int) -> str:
    return f"{OPEN}{number}{CLOSE}"


def pieces(html: str) -> Pieces:
    """Safe HTML with gaps set by `gap`, as the HTML between them and their numbers, each number once at most.

    A gap inside a tag is taken out: an input there would not be one.
    """
    found: Pieces = []
    for piece in _split(blocks(html)):
        if isinstance(piece, int) or not found or isinstance(found[-1], int):
            found.append(piece)
        else:
            found[-1] = mark_safe(found[-1] + piece)  # noqa: S308 - both are safe
    return found


def _split(html: SafeString) -> Iterator[SafeString | int]:
    for run in runs(html):
        if run.tag:
            yield mark_safe(_GAP.sub("", run.tag))  # noqa: S308 - cleaned by nh3
            continue
        for place, part in enumerate(_GAP.split(run.text)):
            if place % 2:
                yield int(part)
            elif part:
                yield mark_safe(escape(part, quote=False))  # noqa: S308 - escaped here
