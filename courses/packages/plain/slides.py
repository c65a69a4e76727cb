"""H5P.CoursePresentation 1: slide after slide, its texts and as many of its tasks as have a plain form."""

from collections.abc import Iterator

from django.utils.translation import gettext

from courses.packages.plain.given import Parameters, group, groups, number, text
from courses.packages.plain.markup import words
from courses.packages.plain.parts import Part, Reading
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.unseen import as_far_as_seen

DECORATION = {"H5P.Shape"}


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    slides = groups(group(parameters, "presentation"), "slides")
    parts = [part for place, slide in enumerate(slides, 1) for part in _slide(place, len(slides), slide, reader)]
    if not parts:
        raise NoPlainForm
    return parts


def contents(slide: Parameters) -> list[Parameters]:
    """From top to bottom, as one reads a slide."""
    elements = [one for one in groups(slide, "elements") if text(group(one, "action"), "library")]
    in_order = sorted(elements, key=lambda one: (number(one, "y", 0), number(one, "x", 0)))
    held = [group(one, "action") for one in in_order]
    return [one for one in held if text(one, "library").partition(" ")[0] not in DECORATION]


def _slide(place: int, most: int, slide: Parameters, reader: Reader) -> Iterator[Part]:
    yield Reading(heading=_heading(place, most, slide))
    for content in contents(slide):
        yield from as_far_as_seen(content, reader)


def _heading(place: int, most: int, slide: Parameters) -> str:
    titles = (words(one.get("main")) for one in groups(slide, "keywords"))
    title = next(filter(None, titles), "")
    if title:
        return gettext("Slide %(place)s of %(most)s: %(title)s") % {"place": place, "most": most, "title": title}
    return gettext("Slide %(place)s of %(most)s") % {"place": place, "most": most}
