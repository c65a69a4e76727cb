"""What an exercise is made of: something to read, or a question with points."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from django.forms import BoundField, Field
from django.utils.safestring import SafeString

from courses.packages.plain.markup import EMPTY

Answers = Mapping[str, Any]
"""The answers by the name of their field: a text, or a list of texts where several may be chosen."""


class Sheet(Protocol):
    """The form in which a part is shown, filled in or not; once it is `marked`, with what was right."""

    marked: bool

    def answer(self, name: str) -> Any: ...
    def error(self, name: str) -> str: ...
    def bound(self, name: str) -> BoundField: ...


@dataclass(frozen=True)
class Score:
    """Points out of most points. `passed` is the type's own verdict, None where it has none."""

    points: Decimal
    most: Decimal
    passed: bool | None = None

    @property
    def scaled(self) -> Decimal:
        """From 0 to 1, as learning records keep it."""
        return (self.points / self.most).quantize(Decimal("0.0001")) if self.most else Decimal(0)


class Part(ABC):
    """`template` shows it, to be answered as well as marked, with what `shown` gives."""

    template: ClassVar[str]

    def fields(self) -> dict[str, Field]:
        return {}

    @abstractmethod
    def shown(self, sheet: Sheet) -> Mapping[str, Any]: ...


class Question(Part):
    """A part with points."""

    @property
    @abstractmethod
    def most(self) -> Decimal:
        """What the right answers give."""

    @abstractmethod
    def points(self, answers: Answers) -> Decimal:
        """From 0 to `most`, as the real type gives them. What is not answered is not there, or empty."""

    @property
    def whole(self) -> bool:
        """Whether its points are whole numbers."""
        return True

    def answers_in(self, response: str) -> Answers | None:
        """The answers that the real type reports as `response` (xAPI); None where it reports none."""
        return None


@dataclass(frozen=True)
class Reading(Part):
    template: ClassVar[str] = "packages/plain/reading.html"

    html: SafeString = EMPTY
    heading: str = ""
    folded: bool = False
    """Shown when it is asked for: a transcript, the back of a card."""

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        return {"html": self.html, "heading": self.heading, "folded": self.folded}


@dataclass(frozen=True)
class Picture(Part):
    template: ClassVar[str] = "packages/plain/picture.html"

    src: str
    alt: str
    width: int
    height: int

    def shown(self, sheet: Sheet) -> Mapping[str, Any]:
        return {"src": self.src, "alt": self.alt, "width": self.width, "height": self.height}
