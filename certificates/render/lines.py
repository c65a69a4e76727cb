"""A line of a page: markup, the element that carries it, and the type size that makes it fit."""

from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString

from certificates.render.breaking import balanced
from certificates.render.fitting import POINTS_PER_MM, fitted, lines_of
from certificates.render.phrases import direction
from certificates.render.runs import in_spans, runs

# The Arabic face is drawn small on its body: more height, more size.
_ARABIC = (1.1, 1.2)
_SET_LARGER = frozenset({"ar", "fa", "ur", "ps", "ckb"})


@dataclass(frozen=True)
class Style:
    """The room a line has (mm), its largest size (points) and how it is set. `name` is its class in the style sheet."""

    name: str
    height: float
    largest: float
    width: float = 225
    weight: int = 400
    leading: float = 1.3
    above: float = 0.0  # white space, mm


@dataclass(frozen=True)
class Line:
    style: Style
    markup: SafeString
    size: float
    height: float
    language: str
    direction: str
    tag: str


def line(style: Style, text: str, language: str = "en", tag: str = "p") -> Line:
    """A line that is one datum. Its element takes the datum's own language and direction."""
    found = runs(text, language)
    if len(found) == 1:
        [run] = found
        return _sized(style, escape(run.text), run.language, run.direction, tag)
    return _sized(style, in_spans(found), language, direction(language), tag)


def paragraph(style: Style, markup: SafeString, language: str) -> Line:
    """A line that is a sentence of ours, in `language`, with its data marked up already."""
    return _sized(style, markup, language, direction(language), "p")


def _sized(style: Style, markup: SafeString, language: str, along: str, tag: str) -> Line:
    taller, larger = _ARABIC if language.partition("-")[0] in _SET_LARGER else (1, 1)
    words = unescape(strip_tags(markup))
    size = fitted(
        words,
        width=style.width,
        height=style.height * taller,
        largest=style.largest * larger,
        weight=style.weight,
        leading=style.leading,
    )
    markup = balanced(markup, width=style.width, size=size, weight=style.weight)
    lines = markup.count("<br>") + 1 if "<br>" in markup else lines_of(words, size, style.width, style.weight)
    return Line(style, markup, size, lines * size * style.leading / POINTS_PER_MM, language, along, tag)
