"""Semantics in a language: what language/*.json says is laid over semantics.json, place by place.

A form's labels are in the language of who fills it in, the texts of the exercise's own interface in the language of the
course; so the two are laid over separately.
"""

from typing import Any

LABELS = ("label", "description", "placeholder", "entity", "example", "unit")
TEXTS = ("default",)
_INSIDE = ("field", "important")
_LISTS = ("fields", "options")


def laid_over(semantics: Any, translation: Any, *, keys: tuple[str, ...]) -> Any:
    """The semantics with the translation's texts under these keys. What the two do not share stays as it is."""
    if isinstance(semantics, list) and isinstance(translation, list):
        rest = semantics[len(translation) :]
        return [laid_over(one, other, keys=keys) for one, other in zip(semantics, translation, strict=False)] + rest
    if isinstance(semantics, dict) and isinstance(translation, dict):
        return semantics | _texts(semantics, translation, keys) | _inner(semantics, translation, keys)
    return semantics


def _texts(semantics: dict[str, Any], translation: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """A default is a text only where it is one in the original: numbers and choices do not change with the language."""
    given = ((key, translation.get(key)) for key in keys if isinstance(semantics.get(key, ""), str))
    texts = {key: text for key, text in given if isinstance(text, str) and text}
    return {key: text for key, text in texts.items() if key != "default" or semantics.get("type") == "text"}


def _inner(semantics: dict[str, Any], translation: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    shared = [key for key in (*_INSIDE, *_LISTS) if key in semantics and key in translation]
    return {key: laid_over(semantics[key], translation[key], keys=keys) for key in shared}
