"""Exercises as the HTML of their parts, as the page of the exercise has it."""

from typing import Any

from django.template.loader import render_to_string

from courses.packages.plain import Exercise


def sheet(exercise: Exercise) -> str:
    """To be filled in."""
    return _rendered(list(exercise.form().parts))


def filled(exercise: Exercise, answers: dict[str, Any]) -> str:
    """Marked where the answers can be taken, else to be filled in again."""
    form = exercise.form(answers)
    return _rendered(form.marked_parts if form.is_valid() else list(form.parts))


def _rendered(parts: list[Any]) -> str:
    return "".join(render_to_string(one["template"], {"part": one["part"]}) for one in parts)
