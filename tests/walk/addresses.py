"""Every address that the site's resolver knows, and what stands for the blanks in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, URLPattern, URLResolver

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


def addresses(patterns: Any = None, route: str = "", space: str = "") -> Iterator[Address]:
    """All of them; one without a name is called by its route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + _readable(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield Address(here, space + pattern.name if pattern.name else here, view)


def _readable(pattern: Any) -> str:
    """The route, with the groups of an expression as blanks."""
    text = str(pattern)
    if not isinstance(pattern, RegexPattern):
        return text
    text = text.removeprefix("^").removesuffix("$")
    return re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", text)
