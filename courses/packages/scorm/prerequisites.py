"""Prerequisites of SCORM 1.2: identifiers of items with & | ~ and brackets, or = and <> with a status (AICC script).

Sets ("2*{a,b,c}") and what names no item of the package are not understood; what is not understood holds nobody back.
"""

import re
from collections.abc import Callable, Mapping

_TOKEN = re.compile(r'\s*(?:([&|~()=]|<>)|"([^"]*)"|([^\s&|~()=<>"{},*]+))')
_LONGEST = 2_000
_DEEPEST = 50
_STATUSES = ("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
_DONE = ("passed", "completed")
Statuses = Mapping[str, str]
"""The identifier of an item to its status."""


class NotUnderstood(Exception):
    """The expression is of another kind, or names what is not there."""


def is_met(expression: str, statuses: Statuses) -> bool:
    """Raises NotUnderstood."""
    if not expression.strip():
        return True
    reader = _Reader(_tokens(expression), statuses)
    met = reader.any_of()
    if reader.tokens:
        raise NotUnderstood
    return met


def _tokens(expression: str) -> list[str]:
    if len(expression) > _LONGEST:
        raise NotUnderstood
    found, at, text = [], 0, expression.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise NotUnderstood
        found.append(next(part for part in token.groups() if part is not None))
        at = token.end()
    return found


class _Reader:
    """Both sides of a sign are always read, so that what is not understood is found whatever the statuses are."""

    def __init__(self, tokens: list[str], statuses: Statuses) -> None:
        self.tokens, self.statuses, self.depth = tokens, statuses, 0

    def any_of(self) -> bool:
        return any(self._parts("|", self.all_of))

    def all_of(self) -> bool:
        return all(self._parts("&", self.one))

    def one(self) -> bool:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotUnderstood
        token = self._next()
        if token == "~":  # noqa: S105 - a sign
            met = not self.one()
        elif token == "(":  # noqa: S105 - a sign
            met = self.any_of()
            if self._next() != ")":
                raise NotUnderstood
        else:
            met = self._compared(token)
        self.depth -= 1
        return met

    def _parts(self, sign: str, read: Callable[[], bool]) -> list[bool]:
        found = [read()]
        while self.tokens and self.tokens[0] == sign:
            self.tokens.pop(0)
            found.append(read())
        return found

    def _compared(self, name: str) -> bool:
        if name not in self.statuses:
            raise NotUnderstood
        if not self.tokens or self.tokens[0] not in ("=", "<>"):
            return self.statuses[name] in _DONE
        sign, wanted = self._next(), _status(self._next())
        return (self.statuses[name] == wanted) is (sign == "=")

    def _next(self) -> str:
        if not self.tokens:
            raise NotUnderstood
        return self.tokens.pop(0)


def _status(word: str) -> str:
    """Whole, or by its first letter as AICC allows."""
    named = [one for one in _STATUSES if word and word.lower() in (one, one[0])]
    if not named:
        raise NotUnderstood
    return named[0]
