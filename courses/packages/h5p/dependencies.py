"""Which libraries a content needs and in which order a page loads them. Pure: names in, names out.

Names are as content.json writes them, "H5P.Question 1.5".
"""

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from courses.packages.h5p.manifests import LibraryName

Needs = Callable[[str], Iterable[str]]
"""What a library depends on, in order; nothing for one that is not known."""


def libraries_named_in(value: Any) -> Iterator[LibraryName]:
    """Every `{"library": "Name 1.2", "params": …}` in a content's parameters, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "params" in one and (name := library_name(one.get("library"))):
                yield name
            waiting.extend(reversed(one.values()))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def library_name(text: Any) -> LibraryName | None:
    """The name that a text such as "Name 1.2" gives, or nothing."""
    name, space, version = text.partition(" ") if isinstance(text, str) else ("", "", "")
    major, dot, minor = version.partition(".")
    if not (space and dot):
        return None
    try:
        return LibraryName.model_validate({"machineName": name, "majorVersion": major, "minorVersion": minor})
    except ValidationError:
        return None


def load_order(roots: Iterable[str], needs: Needs) -> list[str]:
    """The roots and all that they need, each once: depth first, dependencies before what depends on them.

    Libraries in a circle come once too; which of them is first is then told by where the walk met the circle. Without
    recursion: a chain may be as long as the store.
    """
    order: dict[str, None] = {}
    opened: set[str] = set()
    waiting = [(name, False) for name in reversed(list(roots))]
    while waiting:
        name, unfolded = waiting.pop()
        if unfolded:
            order[name] = None
        elif name not in opened:
            opened.add(name)
            waiting.append((name, True))
            waiting.extend((needed, False) for needed in reversed(list(needs(name))))
    return list(order)


def missing(roots: Iterable[str], needs: Needs, known: Container[str]) -> list[str]:
    """What the roots need and nobody has, in load order."""
    return [name for name in load_order(roots, needs) if name not in known]
