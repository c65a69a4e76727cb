"""Where a text may end a line: between words only, never inside a date or between a number and what it counts.

The layout engine breaks Korean between any two syllables and knows no balanced lines, so the breaks are set here, from
the same widths that the type sizes come from.
"""

import re
from html import unescape

from django.utils.safestring import SafeString

from certificates.render.fitting import POINTS_PER_MM
from certificates.render.typefaces import width_of

NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_KEPT = 30  # characters of a name that stays on one line within a sentence
_KEPT_WHOLE = frozenset({"ko"})  # languages that the engine would break inside words
_TAG_OR_WORD = re.compile(r"(<[^>]*>| )")
_LAST_SPACE = re.compile(r" (?=[^ <>]{1,12}$)")
_MANY_WORDS = 8
_COUNT = re.compile(r"(?<=\d) (?=[^\W\d_])")


def unbroken(text: str) -> str:
    """A date, or a number with its unit, that no line breaks in."""
    return text.replace(" ", NO_BREAK)


def name_kept(name: str) -> str:
    """A name within a sentence, on one line unless it is long."""
    return unbroken(name) if len(name) <= LONGEST_KEPT else name


def counts_kept(markup: SafeString) -> SafeString:
    """Numbers stay with the word after them."""
    return SafeString(_COUNT.sub(NO_BREAK, markup))


def balanced(markup: SafeString, *, width: float, size: float, weight: int = 400) -> SafeString:
    """The text on as few lines of `width` mm as at `size` points it needs, all about equally long."""
    room = width * POINTS_PER_MM / size
    fewest = _broken(markup, room, weight).count("<br>")
    if not fewest:
        return markup
    narrow, wide = room / (fewest + 2), room
    while wide - narrow > 0.5:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if _broken(markup, middle, weight).count("<br>") <= fewest else (middle, wide)
    return SafeString(_broken(markup, wide, weight))


def filled(markup: SafeString, language: str, *, width: float, size: float) -> SafeString:
    """A paragraph on lines of `width` mm, word by word in every language, and no last line of one word."""
    kept = SafeString(_LAST_SPACE.sub(NO_BREAK, markup)) if markup.count(" ") >= _MANY_WORDS else markup
    if language not in _KEPT_WHOLE:
        return kept
    return SafeString(_broken(kept, width * POINTS_PER_MM / size, 400))


def _broken(markup: str, room: float, weight: int) -> str:
    """Line ends in place of spaces, so that no line is wider than `room` em if its words allow."""
    written: list[str] = []
    space, used, word = -1, 0.0, 0.0  # where the last space stands, and the widths before and after it
    for part in _TAG_OR_WORD.split(markup):
        if part == " ":
            space, used, word = len(written), used + word + width_of(" ", weight), 0.0
        elif not part.startswith("<"):
            word += width_of(unescape(part), weight)
            if space >= 0 and used + word > room:
                written[space], space, used = "<br>", -1, 0.0
        written.append(part)
    return "".join(written)
