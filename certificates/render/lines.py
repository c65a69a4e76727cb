"""A line of a page: markup, the element that carries it, and the type size that makes it fit."""

from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from certificates.render.fitting import fitted
from certificates.render.phrases import direction
from certificates.render.runs import marked_up


@dataclass(frozen=True)
class Style:
    """The room a line has (mm), its largest size (points) and how it is set. `name` is its class in the style sheet."""

    name: str
    height: float
    largest: float
    width: float = 225
    weight: int = 400
    leading: float = 1.3


@dataclass(frozen=True)
class Line:
    style: Style
    markup: SafeString
    size: float
    language: str
    tag: str = "p"

    @property
    def direction(self) -> str:
        return direction(self.language)


def line(style: Style, text: str | SafeString, language: str = "en", tag: str = "p") -> Line:
    """`text` as data, marked up run by run, unless it is markup already."""
    markup = text if isinstance(text, SafeString) else marked_up(text, language)
    size = fitted(
        unescape(strip_tags(markup)),
        width=style.width,
        height=style.height,
        largest=style.largest,
        weight=style.weight,
        leading=style.leading,
    )
    return Line(style, markup, size, language, tag)
