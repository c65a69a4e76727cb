"""Texts of questions are plain: what a file has as HTML comes in as its words and line breaks."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from django.utils.translation import gettext

from courses.assessment.formats import limits
from courses.assessment.formats.items import Notes, TooLong

NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that no text has and that XML forbids."""
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
GAP = re.compile(r"\[\[([^\[\]]+)\]\]")
"""How the text of a fill-in question names a gap."""
BLOCKS = {
    "address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tr", "ul",
}  # fmt: skip
CELLS = {"td", "th"}
MEDIA = {"img", "audio", "video", "object", "embed", "iframe", "picture", "svg", "math", "canvas"}
KEPT = (
    BLOCKS | CELLS | MEDIA | {"br", "b", "i", "em", "strong", "sub", "sup", "span", "a", "u", "code", "tbody", "thead"}
)


def tidy(text: str) -> str:
    """One form for texts that look the same: line breaks are line feeds, no space at the ends of lines."""
    lines = (re.sub("[ \t]+", " ", line).strip() for line in BREAKS.sub("\n", NOT_TEXT.sub("", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def checked(text: str) -> str:
    """Tidied, and refused where it is longer than a person writes."""
    if len(text) > limits.TEXT:
        raise TooLong
    return tidy(text)


def one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def shortened(text: str) -> str:
    """A name for lists, from a longer text."""
    words = one_line(text)
    return words if len(words) <= limits.NAME else f"{words[: limits.NAME - 1].rstrip()}…"


class Flow:
    """Words as they come, from HTML or from a tree of elements, laid out as plain text."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.parts: list[str] = []

    def words(self, text: str) -> None:
        """Words between tags: white space does not matter there."""
        self.parts.append(re.sub("[ \t\r\n]+", " ", text))

    def opened(self, tag: str, alternative: str = "") -> None:
        if tag == "br" or tag in BLOCKS:
            self.parts.append("\n")
        elif tag in CELLS:
            self.parts.append(" ")
        elif tag in MEDIA:
            self.notes.add(gettext("Pictures, sounds, films and formulas are left out."))
            self.parts.append(alternative)

    def closed(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")

    @property
    def text(self) -> str:
        return checked("".join(self.parts))


class _Reader(HTMLParser):
    def __init__(self, flow: Flow) -> None:
        super().__init__(convert_charrefs=True)
        self.flow = flow

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.flow.opened(tag, dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.flow.closed(tag)

    def handle_data(self, data: str) -> None:
        self.flow.words(data)


def plain_of_html(html: str, notes: Notes) -> str:
    """The words of HTML, without what scripts, styles and attributes say."""
    if len(html) > limits.TEXT:
        raise TooLong
    flow = Flow(notes)
    reader = _Reader(flow)
    reader.feed(nh3.clean(html, tags=KEPT, attributes={"img": {"alt"}}, link_rel=None))
    reader.close()
    return flow.text


def html_of_plain(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>".replace("\n", "<br/>")
