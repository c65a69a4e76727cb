"""Content types that report nothing when somebody is through with them: having been started is all there is."""

from collections.abc import Iterator
from typing import Any

from courses.packages.models import ContentRevision

_NAMES = (
    "Accordion AdvancedText Agamotto Audio Chart Collage Dialogcards Flashcards GuessTheAnswer GuidedTour IFrameEmbed "
    "Image ImageHotspots ImageJuxtaposition ImageSlider InformationWall KewArCode Link Table Text Timeline "
    "TwitterUserFeed Video"
)
SILENT = frozenset(f"H5P.{name}" for name in _NAMES.split())
"""Accordion tells which panel was opened, and Dialogcards nothing at all; neither says that it is done."""
HOLDERS = frozenset({"H5P.Column", "H5P.RowColumn", "H5P.Row", "H5P.Accordion"})
"""Types that report when the tasks in them are done: never, where there is none."""


def says_nothing(revision: ContentRevision) -> bool:
    """Whether this content will never report that it was completed."""
    main = revision.main.machine_name if revision.main else ""
    if main not in HOLDERS:
        return main in SILENT
    return all(name in SILENT | HOLDERS for name in _named_in(revision.parameters))


def _named_in(value: Any) -> Iterator[str]:
    """The machine name of every library in the parameters, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "params" in one and isinstance(one.get("library"), str):
                yield one["library"].partition(" ")[0]
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
