"""The small pieces of a page, each rendered once for each look, with slots for the words that are one reader's own."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from cms.delivery import generation
from cms.delivery.slots import Shell, Slot, shell_from
from lms.design.delivery.whitespace import squeezed

MOST_LOOKS = 1024


def piece(template: str, own: Mapping[str, object] | None = None, **look: Hashable) -> str:
    """`template` with its variables: of `look` there are few values in all; those of `own` are the reader's.

    What is the reader's own is put in its place, escaped, after rendering, so the template can print it or ask
    whether it is there, and nothing else.
    """
    words = own or {}
    shell = _rendered(template, get_language() or "", generation.release(), tuple(words), tuple(look.items()))
    return shell.completed(lambda slot: escape(words[slot.name]))


@lru_cache(maxsize=MOST_LOOKS)
def _rendered(
    template: str, _language: str, _release: str, own: tuple[str, ...], look: tuple[tuple[str, Hashable], ...]
) -> Shell:
    return cut(template, dict(look) | {name: gap(name) for name in own})


def cut(template: str, values: Mapping[str, Any]) -> Shell:
    """The template, rendered and cut at its slots."""
    return shell_from(rendered(template, values), facts={})


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """The template without its indentation, as every piece must be: a page is not squeezed again."""
    return squeezed(render_to_string(template, dict(values)).encode()).decode()


def gap(name: str) -> str:
    """A slot as a template prints it."""
    return mark_safe(str(Slot(name)))  # noqa: S308 - names of ours
