"""Contents of real types with parameters written for these tests (parameters/*.json), as they look after filtering."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from courses.packages.models import Content, ContentRevision, Library
from tests.factories.learning import BEFORE

Parameters = dict[str, Any]
FOLDER = Path(__file__).parent / "parameters"
WEBVTT = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Clerk>Good morning, what can I do for you?\n\n"
    "00:00:05.000 --> 00:00:07.000\nMy form &amp; I.\n"
)


@dataclass(frozen=True)
class Example:
    """`right` and `partly` are answers by the names of the form's fields; `points` is what the second gives."""

    name: str
    main: str
    right: dict[str, Any]
    partly: dict[str, Any]
    points: int
    most: int

    @cached_property
    def parameters(self) -> Parameters:
        parameters: Parameters = json.loads((FOLDER / f"{self.name}.json").read_text())
        return parameters


EXAMPLES = [
    Example("multi-choice", "H5P.MultiChoice 1.16", {"p1": ["0", "2"]}, {"p1": ["0", "2", "3"]}, 1, 2),
    Example("true-or-false", "H5P.TrueFalse 1.8", {"p1": "false"}, {"p1": "true"}, 0, 1),
    Example(
        "blanks", "H5P.Blanks 1.14", {"p1-0": "transaction", "p1-1": "nairobi", "p1-2": "서울"},
        {"p1-0": "transactoin", "p1-1": "Nairobbi", "p1-2": ""}, 2, 3,
    ),
    Example(
        "drag-text", "H5P.DragText 1.10", {"p1-0": "information", "p1-1": "download", "p1-2": "transaction"},
        {"p1-0": "information", "p1-1": "advertisement", "p1-2": ""}, 1, 3,
    ),
    Example("mark-the-words", "H5P.MarkTheWords 1.11", {"p1": ["3", "4", "8"]}, {"p1": ["3", "4", "0"]}, 1, 3),
    Example("single-choice-set", "H5P.SingleChoiceSet 1.11", {"p1": "0", "p2": "0"}, {"p1": "0", "p2": "1"}, 1, 2),
    Example("summary", "H5P.Summary 1.10", {"p1": "0", "p2": "0"}, {"p1": "1", "p2": "0"}, 1, 2),
    Example(
        "question-set", "H5P.QuestionSet 1.20",
        {"p1": ["0", "2"], "p2": "false", "p3-0": "transaction", "p3-1": "Nairobi", "p3-2": "Seoul"},
        {"p1": ["0"], "p2": "true", "p3-0": "transaction"}, 2, 6,
    ),
    Example("column", "H5P.Column 1.16", {"p1": "false", "p2": ["3", "4", "8"]}, {"p1": "false", "p2": []}, 1, 4),
    Example(
        "video", "H5P.InteractiveVideo 1.27", {"p1": "false", "p2": "0", "p3": "0"},
        {"p1": "true", "p2": "0", "p3": "1"}, 1, 3,
    ),
    Example("slides", "H5P.CoursePresentation 1.25", {"p1": "0", "p2": "0"}, {"p1": "0", "p2": "1"}, 1, 2),
    Example("own-choice", "Polidari.MultipleChoice 1.0", {"p1": ["0", "2"]}, {"p1": ["0"]}, 1, 2),
    Example(
        "divide-map", "Polidari.DivideMap 1.0", {"p1-0": Decimal("30.5"), "p1-1": Decimal(90)},
        {"p1-0": Decimal("40.5"), "p1-1": Decimal("79.9")}, 1, 2,
    ),
    Example(
        "service-scale", "Polidari.ServiceScale 1.1", {"practice-0": "1", "practice-1": "3"},
        {"practice-0": "1", "practice-1": "0"}, 1, 2,
    ),
    Example("accordion", "H5P.Accordion 1.0", {}, {}, 0, 0),
    Example("cards", "H5P.Dialogcards 1.9", {}, {}, 0, 0),
]  # fmt: skip
SCORED = [one for one in EXAMPLES if one.most]


def example(name: str) -> Example:
    return next(one for one in EXAMPLES if one.name == name)


def nested(main: str, parameters: Parameters, title: str = "") -> Parameters:
    return {"library": main, "params": parameters, "subContentId": "", "metadata": {"title": title}}


def everything() -> Parameters:
    """A column that holds every kind of question."""
    tasks = [one for one in SCORED if one.main.startswith("H5P.") and one.name not in ("column", "video", "slides")]
    return {"content": [{"content": nested(one.main, one.parameters)} for one in tasks]}


def kept(main: str, parameters: Parameters, **translations: Parameters) -> Content:
    """A content that this library shows, already filtered; the library itself is not in the store."""
    name, _blank, version = main.partition(" ")
    major, _dot, minor = version.partition(".")
    library, _made = Library.objects.get_or_create(machine_name=name, major=int(major), minor=int(minor))
    content = Content.objects.create(kind=Content.Kind.H5P, title="Exercise", made_at=BEFORE)
    content.current = ContentRevision.objects.create(
        content=content, number=1, origin=ContentRevision.Origin.AUTHORED, language="en", main=library,
        parameters=parameters, translations=translations, filtered={"": parameters, **translations}, size=0,
        made_at=BEFORE,
    )  # fmt: skip
    content.save()
    return content
