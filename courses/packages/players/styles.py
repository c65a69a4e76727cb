"""Many stylesheets in one file, each read as if it stood alone.

Every sheet is parsed and written again, so that a bracket left open in one closes at its end. Addresses become those
of the store's files; what is imported is put in its place if the library has it, and dropped if it lies elsewhere,
where no player may fetch from.

Fonts: a face that is only ever asked for with a substitute (`"Open Sans", sans-serif`) is for letters, which every
device has, and is left out: with them a multiple choice weighs nearly twice as much. A face that is asked for alone
holds icons; no other font has them, so it stays.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin

import rcssmin
import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, QualifiedRule, URLToken

DEEPEST_IMPORT = 4
SUBSTITUTES = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "arial", "helvetica", "sans"}
)
_ELSEWHERE = ("data:", "#", "/", "http:", "https:", "blob:", "about:")


class Style(NamedTuple):
    """A sheet at `path` of a library whose files lie below `address`."""

    path: str
    address: str
    text: str
    read: Callable[[str], str | None]


def joined(styles: Iterable[Style]) -> str:
    rules = [rule for style in styles for rule in _rules(style, DEEPEST_IMPORT)]
    for_letters = _families_with_substitutes(rules)
    kept = [rule for rule in rules if not (_is(rule, "font-face") and _family_of(rule) in for_letters)]
    minified: str = rcssmin.cssmin("\n".join(rule.serialize() for rule in kept))
    return minified


def _rules(style: Style, depth: int) -> Iterator[Any]:
    parsed = tinycss2.parse_stylesheet(style.text, skip_comments=True, skip_whitespace=True)
    for rule in parsed:
        if _is(rule, "import"):
            yield from _imported(rule, style, depth)
        elif isinstance(rule, AtRule | QualifiedRule) and not _is(rule, "charset"):
            _rewrite([*rule.prelude, *(rule.content or [])], style)
            yield rule


def _imported(rule: AtRule, style: Style, depth: int) -> Iterator[Any]:
    tokens = [inner for token in rule.prelude for inner in getattr(token, "arguments", [token])]
    target = next((token.value for token in tokens if token.type in ("string", "url")), "")
    path = _path(target, style)
    text = style.read(path) if path and depth else None
    if text is not None:
        yield from _rules(Style(path, style.address, text, style.read), depth - 1)


def _is(rule: Any, name: str) -> bool:
    return isinstance(rule, AtRule) and rule.lower_at_keyword == name


def _rewrite(tokens: Iterable[Any], style: Style) -> None:
    """Every url(…) below these tokens, in place."""
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        if isinstance(token, FunctionBlock) and token.lower_name == "url":
            waiting += [_readdressed(one, style) for one in token.arguments if one.type == "string"]
        elif isinstance(token, URLToken):
            _readdressed(token, style)
        waiting += getattr(token, "content", None) or getattr(token, "arguments", None) or []


def _readdressed(token: Any, style: Style) -> Any:
    if path := _path(token.value, style):
        token.value = style.address + path
        token.representation = f'url("{token.value}")' if token.type == "url" else f'"{token.value}"'
    return token


def _path(address: str, style: Style) -> str:
    """The file of the library that a relative address means, with what follows its `?` or `#`; "" for any other."""
    if not address or address.lower().startswith(_ELSEWHERE):
        return ""
    return quote(urljoin(f"/{style.path}", address).removeprefix("/"), safe="/?#&=%:@!$*+,;~")


def _families_with_substitutes(rules: Iterable[Any]) -> set[str]:
    lists = [family for rule in rules for family in _font_lists(rule)]
    with_substitute = {family for names in lists if len(names) > 1 and names[-1] in SUBSTITUTES for family in names}
    alone = {names[0] for names in lists if len(names) == 1}
    return with_substitute - alone


def _font_lists(rule: Any) -> Iterator[list[str]]:
    """The families that each declaration of the rule asks for, in its order."""
    if _is(rule, "font-face") or not getattr(rule, "content", None):
        return
    if isinstance(rule, AtRule):
        for inner in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
            yield from _font_lists(inner)
        return
    for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if isinstance(one, Declaration) and (one.lower_name in ("font-family", "font") or one.name.startswith("--")):
            yield _families(one.value)


def _family_of(face: AtRule) -> str:
    declared = tinycss2.parse_blocks_contents(face.content or [], skip_comments=True, skip_whitespace=True)
    families = [one for one in declared if isinstance(one, Declaration) and one.lower_name == "font-family"]
    return next(iter(_families(families[0].value)), "") if families else ""


def _families(tokens: Iterable[Any]) -> list[str]:
    names: list[list[str]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            names.append([])
        elif token.type == "string":
            names[-1] = [token.value]
        elif token.type == "ident":
            names[-1].append(token.value)
    return [" ".join(words).lower() for words in names if words]
