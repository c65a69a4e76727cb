"""Whether a text fits the expression that semantics give, in bounded time.

Python's engine goes back and tries again, and can be made to do so for years. Its time cannot be bounded from outside
without making what comes out depend on how busy the machine is. So the most steps that an expression could take over
a text are counted beforehand, from how it is written, and where they are too many it is not evaluated. A text that
cannot be tested passes, as it does with the reference host when an expression is broken: the expression is a rule of
form, and does not make a text safe.
"""

import re
from functools import lru_cache
from math import prod

from courses.packages.h5p.semantics import Regexp

MOST_STEPS = 100_000
_LONGEST_PATTERN = 300

# A set is one sign to what follows; escaped signs are none of these.
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_SET = re.compile(r"\[\^?\]?[^\]]*\]")
_REPEAT = re.compile(r"([*+?|])|\{(\d{0,6})(,?)(\d{0,6})\}")
# Repeated groups, references back and looks around: what takes more steps than can be counted simply.
_UNCOUNTED = re.compile(r"\)(?:[*+]|\{)|\(\?(?!:)|\\[1-9]")
_MODIFIERS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}


def fits(regexp: Regexp, text: str) -> bool:
    expression = _compiled(regexp.pattern, regexp.modifiers)
    if expression is None or _steps(regexp.pattern, len(text)) > MOST_STEPS:
        return True
    return expression.search(text) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str, modifiers: str) -> re.Pattern[str] | None:
    """None for what is not to be evaluated: too long, not countable, or no expression in Python's eyes."""
    if len(pattern) > _LONGEST_PATTERN or _UNCOUNTED.search(_skeleton(pattern)):
        return None
    flags = sum({_MODIFIERS[sign] for sign in modifiers[:10] if sign in _MODIFIERS}, re.NOFLAG)
    try:
        return re.compile(pattern, flags | re.ASCII)
    except (re.error, ValueError, OverflowError, RecursionError, Warning):
        return None


def _skeleton(pattern: str) -> str:
    """With a letter for each escaped sign and each set; references back keep their digit."""
    return _SET.sub("x", _ESCAPED.sub(lambda found: found.group() if found.group()[1] in "123456789" else "x", pattern))


def _steps(pattern: str, length: int) -> int:
    """At most so many ways lead through a text of this length."""
    skeleton = _skeleton(pattern)
    starts = 1 if skeleton.startswith("^") and "|" not in skeleton else length + 1
    return starts * prod(_ways(found, length) for found in _REPEAT.finditer(skeleton))


def _ways(found: re.Match[str], length: int) -> int:
    sign, least, comma, most = found.groups()
    if sign:
        return 2 if sign in "?|" else length + 1
    if not comma:
        return 1
    return min(length, int(most or length)) + 1 - min(length, int(least or 0))
