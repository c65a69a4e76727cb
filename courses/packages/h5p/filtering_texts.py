"""Texts of parameters: plain ones escaped, those with tags cleaned. Whatever comes out comes out the same again."""

import re
from functools import lru_cache
from html import unescape

import nh3

from courses.packages.h5p.escaping import cut, escaped, string
from courses.packages.h5p.filtering_regexps import fits
from courses.packages.h5p.semantics import Font, TextField

LONGEST = 100_000
"""A text's characters. The parser takes time by the square of what some hostile texts hold; this keeps it short."""
DEEPEST = 100
"""Of tags left open in one another; the parser's time grows with it too."""

_ALWAYS = frozenset({"div", "span", "p", "br"})
_TABLES = frozenset({"tr", "td", "th", "colgroup", "col", "caption", "thead", "tbody", "tfoot", "figure", "figcaption"})
_COMPANIONS = {
    "table": _TABLES,
    "b": frozenset({"strong"}),
    "i": frozenset({"em"}),
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "del": frozenset({"s"}),
    "strike": frozenset({"s"}),
}
# Libraries name the tags, and a library may be hostile: nothing that runs, loads or sends is among these.
_HARMLESS = _TABLES | {
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "center", "cite", "code", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"style", "dir", "lang", "title"},
    "a": {"href", "target"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
}
_PROTOCOLS = {"http", "https", "ftp", "mailto"}

_LENGTH = r"\d{1,4}(?:\.\d{1,4})?(?:em|rem|px|pt|%)"
_COLOUR = r"(?:#[0-9a-f]{3,8}|rgba?\([0-9., %]{1,40}\)|hsla?\([0-9., %a-z]{1,40}\)|[a-z]{3,30})"
# By the flag of `font`, with the pattern of a whole value.
_STYLES = {
    "size": ("font-size", rf"{_LENGTH}|(?:x?x-)?(?:small|large)|medium"),
    "family": ("font-family", r"[-a-z0-9,\" ']{1,200}"),
    "color": ("color", _COLOUR),
    "background": ("background-color", _COLOUR),
    "spacing": ("letter-spacing", _LENGTH),
    "height": ("line-height", rf"{_LENGTH}|\d{{1,2}}(?:\.\d{{1,4}})?"),
}
_ALIGNMENT = ("text-align", "left|right|center|justify|start|end")

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_ANY_TAG = re.compile(r"<[^<>]*>?")
# They have no end tag, or the next of their kind ends them.
_SHALLOW = frozenset({"br", "hr", "img", "wbr", "col", "p", "li"})
# What the parser may write otherwise. It is slow where ampersands stand in a row, and drops a line's end after <pre>.
_MEANT = re.compile("[<>&\r\xa0]")
_LONE_AMPERSAND = re.compile("&(?!#?[A-Za-z0-9]{1,32};)")
_LINES_BEFORE = re.compile(r"(<pre(?: [^<>]*)?>)\n+")
_ROUNDS = 4


def filtered_text(value: object, field: TextField) -> str:
    text = string(value)[:LONGEST]
    longest = LONGEST if field.max_length is None else min(field.max_length, LONGEST)
    if field.tags is None:
        text = cut(escaped(text), longest)
    else:
        text = _cleaned_within(text, _cleaner(field.tags, field.font), longest)
    if field.regexp is None or (text == "" and field.optional):
        return text
    return text if fits(field.regexp, text) else ""


def _cleaned_within(html: str, cleaner: nh3.Cleaner, longest: int) -> str:
    """Cut and cleaned; cleaning closes tags, so that what was cut may be too long again."""
    html, room = _LONE_AMPERSAND.sub("&amp;", html), longest
    for _round in range(_ROUNDS):
        clean = cleaned(html[:room], cleaner)
        if len(clean) <= longest:
            return clean
        room -= len(clean) - longest
        if room <= 0:
            break
    return cut(_without_tags(html[:longest], cleaner), longest)


def cleaned(html: str, cleaner: nh3.Cleaner) -> str:
    """Clean HTML that stays as it is when it is cleaned again; where that cannot be had, the text without tags."""
    if not _MEANT.search(html):
        return html
    for _round in range(_ROUNDS):
        if _depth(html) > DEEPEST:
            break
        clean = _LINES_BEFORE.sub(r"\1", cleaner.clean(html))
        if clean == html:
            return clean
        html = clean
    return _without_tags(html, cleaner)


def _without_tags(html: str, cleaner: nh3.Cleaner) -> str:
    """Written as the cleaner writes what has no tags."""
    return cleaner.clean(escaped(_ANY_TAG.sub(" ", html)))


def _depth(html: str) -> int:
    """At most so many elements are open in one another. End tags without a start count for nothing."""
    opened: dict[str, int] = {}
    depth = deepest = 0
    for end, name in _TAG.findall(html):
        name = name.lower()
        if name in _SHALLOW:
            continue
        if not end:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened.get(name):
            opened[name] -= 1
            depth -= 1
    return deepest


@lru_cache(maxsize=512)
def _cleaner(tags: frozenset[str], font: Font) -> nh3.Cleaner:
    styles = dict(style for flag, style in _STYLES.items() if getattr(font, flag))
    patterns = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in (*styles.items(), _ALIGNMENT)}

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "style":
            return _styles(value, patterns)
        if name == "target":
            return value if value in ("_blank", "_self") else None
        return value

    allowed = allowed_tags(tags)
    return nh3.Cleaner(
        tags=set(allowed),
        attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag == "*" or tag in allowed},
        attribute_filter=attribute,
        url_schemes=_PROTOCOLS,
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "title", "textarea", "xmp"} - allowed,
    )


def allowed_tags(tags: frozenset[str]) -> frozenset[str]:
    """Those that a text with these tags may hold: with their companions, and without what could do harm."""
    wanted = _ALWAYS | tags
    for tag, companions in _COMPANIONS.items():
        wanted |= companions if tag in tags else frozenset()
    return wanted & _HARMLESS


def _styles(style: str, patterns: dict[str, re.Pattern[str]]) -> str | None:
    kept = []
    for declaration in style[:2_000].split(";"):
        name, _colon, value = (part.strip() for part in declaration.partition(":"))
        pattern = patterns.get(name.lower())
        if pattern and pattern.fullmatch(value):
            kept.append(f"{name.lower()}: {value}")
    return "; ".join(kept) or None


def plain(html: str) -> str:
    """What a reader sees of a filtered text."""
    return unescape(_ANY_TAG.sub(" ", html))
