"""Every address that the site's resolver knows, and what stands for the blanks in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, URLPattern, URLResolver

UNNAMED = {r"(\d+)/(.*)": "<number>/<file>", r"((?:[\w\-]+/)*)": "<page>", ".*/": "<anything>/"}
"""Wagtail's routes whose groups have no names."""
BLANK = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` is as the resolver has it, `view` is where it leads."""

    route: str
    name: str
    view: Any

    @property
    def blanks(self) -> list[str]:
        return BLANK.findall(self.route)

    def path(self, values: dict[str, Any]) -> str:
        return "/" + BLANK.sub(lambda blank: str(values[blank[1]]), self.route)


def addresses() -> list[Address]:
    """All that can be reached: a route that stands twice leads to the first. One without a name is called by it."""
    reached: dict[str, Address] = {}
    for address in _below(get_resolver().url_patterns):
        reached.setdefault(address.route, address)
    return list(reached.values())


def _below(patterns: Any, route: str = "", space: str = "") -> Iterator[Address]:
    for pattern in patterns:
        here = route + _readable(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, here, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield Address(here, space + pattern.name if pattern.name else here, view)


def _readable(pattern: Any) -> str:
    """The route, with the groups of an expression as blanks."""
    text = str(pattern)
    if not isinstance(pattern, RegexPattern):
        return text
    text = text.removeprefix("^").removesuffix("$")
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", text)
    return UNNAMED.get(text, text)
