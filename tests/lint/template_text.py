"""What a template would show a person without asking a catalogue: literal text outside the translation tags.

An element with translate="no" is exempt, as HTML means it: names of products, languages called by their own name.
"""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

LETTERS = re.compile(r"[^\W\d_]{2,}")
# What stands between the variables of an address, and names of files.
ADDRESS = re.compile(r"\S*[/?=]\S*|\b\w+\.\w{2,4}\b")
# Shown or read aloud, so they are text. `value` is left out: it shows on buttons only, and those are elements here.
SHOWN_ATTRIBUTES = {"alt", "title", "aria-label", "aria-description", "aria-roledescription", "placeholder"}
UNSEEN_ELEMENTS = {"script", "style", "code"}
VOID_ELEMENTS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Signs, not words: the same in every language.
SAME_EVERYWHERE = {"Polidari", "PDF", "CSV", "XLSX", "ZIP", "JSON", "H5P", "SHA", "QR", "UTC", "kB", "MB"}
NAME_OF_AN_ELEMENT = "x"
SWALLOWING_TAGS = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}


def literal_texts(source: str, *, html: bool = True) -> list[str]:
    """The pieces of visible text in a template that no catalogue can reach."""
    skeleton = without_tags(source)
    if not html:
        return [line.strip() for line in skeleton.splitlines() if is_words(ADDRESS.sub("", line))]
    reader = VisibleText()
    reader.feed(skeleton)
    reader.close()
    return reader.found


def without_tags(source: str) -> str:
    """The template's literal text alone, with what stands inside translation and comment blocks taken out."""
    kept: list[str] = []
    closing = ""
    for token in Lexer(source).tokenize():
        if closing:
            closing = "" if token.contents == closing or token.contents.startswith(f"{closing} ") else closing
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type == TokenType.VAR:
            kept.append(NAME_OF_AN_ELEMENT if kept and kept[-1].endswith(("<", "</")) else "")
        else:
            closing = SWALLOWING_TAGS.get(first_word(token), "")
    return "".join(kept)


def first_word(token: Token) -> str:
    return token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents.split() else ""


def is_words(text: str) -> bool:
    return any(word not in SAME_EVERYWHERE for word in LETTERS.findall(text))


class VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.exempt: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.exempt:
            self.found += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value and is_words(value)]
        if tag in VOID_ELEMENTS:
            return
        if self.exempt or tag in UNSEEN_ELEMENTS or ("translate", "no") in attrs:
            self.exempt.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG closed on the spot holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.exempt:
            del self.exempt[len(self.exempt) - 1 - self.exempt[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.exempt and is_words(data):
            self.found.append(" ".join(data.split()))
