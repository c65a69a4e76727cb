"""The types that have a plain form, by library and major version."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from courses.packages.plain import (
    blanks,
    column,
    divide_map,
    drag_text,
    mark_the_words,
    media,
    multi_choice,
    own_choice,
    question_set,
    reading,
    service_scale,
    single_choice_set,
    slides,
    summary,
    true_false,
    video,
)
from courses.packages.plain.given import Parameters, group, number
from courses.packages.plain.parts import Answers
from courses.packages.plain.reader import Read

_LIBRARY = re.compile(r"([\w.-]+) (\d+)\.(\d+)")


@dataclass(frozen=True)
class Type:
    read: Read
    scored: bool = True
    passes: int | None = None
    """The percentage that the type itself calls passed; None: it says nothing."""
    set_by: tuple[str, ...] = ()
    """The way to the parameter that may set another."""
    reports_since: int | None = None
    """The minor version since which it reports what was answered in `result.response` (xAPI); None: it does not."""
    answers_in: Callable[[str], Answers] | None = None
    """What it reports, where that is of several questions at once."""
    feedback: tuple[str, ...] = ()
    """The way to the group that has the overallFeedback."""

    def pass_percentage(self, parameters: Parameters) -> Decimal | None:
        if self.passes is None:
            return None
        *way, name = self.set_by or ("",)
        return number(group(parameters, *way), name, self.passes)


BEHAVIOUR = ("behaviour", "passPercentage")

TYPES = {
    "H5P.Accordion 1": Type(reading.accordion, scored=False),
    "H5P.AdvancedText 1": Type(reading.advanced_text, scored=False),
    "H5P.Audio 1": Type(media.recording, scored=False),
    "H5P.Blanks 1": Type(blanks.read, reports_since=0),
    "H5P.Column 1": Type(column.read),
    "H5P.CoursePresentation 1": Type(slides.read),
    "H5P.Dialogcards 1": Type(reading.dialogcards, scored=False),
    "H5P.DragText 1": Type(drag_text.read, reports_since=0),
    "H5P.Image 1": Type(media.image, scored=False),
    "H5P.InteractiveVideo 1": Type(video.read),
    "H5P.Link 1": Type(reading.link, scored=False),
    "H5P.MarkTheWords 1": Type(mark_the_words.read, passes=100, reports_since=0),
    "H5P.MultiChoice 1": Type(multi_choice.read, passes=100, set_by=BEHAVIOUR, reports_since=0),
    "H5P.QuestionSet 1": Type(question_set.read, passes=50, set_by=("passPercentage",), feedback=("endGame",)),
    "H5P.SingleChoiceSet 1": Type(single_choice_set.read, passes=100, set_by=BEHAVIOUR),
    "H5P.Summary 1": Type(summary.read),
    "H5P.Table 1": Type(reading.advanced_text, scored=False),
    "H5P.Text 1": Type(reading.advanced_text, scored=False),
    "H5P.TrueFalse 1": Type(true_false.read, passes=100, reports_since=0),
    "H5P.Video 1": Type(media.recording, scored=False),
    "Polidari.DivideMap 1": Type(divide_map.read, passes=0, set_by=BEHAVIOUR, reports_since=0),
    "Polidari.MultipleChoice 1": Type(own_choice.read, passes=100, set_by=BEHAVIOUR, reports_since=0),
    "Polidari.ServiceScale 1": Type(
        service_scale.read, passes=100, set_by=BEHAVIOUR, reports_since=1, answers_in=service_scale.answers_in
    ),
}


def name_of(library: str) -> str | None:
    """Machine name and major version of a library that is named with both versions: "H5P.X 1" of "H5P.X 1.2"."""
    named = _LIBRARY.fullmatch(library)
    return f"{named[1]} {named[2]}" if named else None


def reports(library: str) -> bool:
    """Whether this version of the type reports what was answered, so that it can be scored anew."""
    named, held = _LIBRARY.fullmatch(library), type_of(library)
    return bool(named and held and held.reports_since is not None and int(named[3]) >= held.reports_since)


def type_of(library: str) -> Type | None:
    return TYPES.get(name_of(library) or "")


def reader_of(library: str) -> Read | None:
    found = type_of(library)
    return found.read if found else None
