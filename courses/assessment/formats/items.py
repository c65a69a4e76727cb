"""What a file of questions holds, and what is said of each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from courses.assessment.formats import limits
from courses.outline.structure import Question
from lms.refusals import Refusal


@dataclass(frozen=True)
class Item:
    """A question with what a bank knows about it. `name` is a title for lists, never shown to learners."""

    question: Question
    name: str = ""
    topics: tuple[str, ...] = ()
    competencies: tuple[str, ...] = ()


class Verdict(StrEnum):
    TAKEN = "taken"
    LOSS = "loss"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """What became of one item. `place` says where in the file it stands: a line, a number, a name of a file."""

    place: str
    name: str
    item: Item | None
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.item is None:
            return Verdict.REFUSED
        return Verdict.LOSS if self.notes else Verdict.TAKEN


@dataclass(frozen=True)
class Reading:
    """A file that was read."""

    lines: tuple[Line, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(line.item for line in self.lines if line.item)


@dataclass(frozen=True)
class Writing:
    """A file that was written; refused items are not in it."""

    content: bytes
    lines: tuple[Line, ...]


class FileRefused(Refusal):
    """The whole file cannot be read."""

    message: ClassVar[str | Promise] = _("This file cannot be read.")


class FileTooLarge(FileRefused):
    message: ClassVar[str | Promise] = _("The file is too large: at most %(megabytes)s MB and %(items)s questions.")

    def __init__(self) -> None:
        super().__init__(megabytes=limits.FILE // limits.MB, items=limits.ITEMS)


class NotText(FileRefused):
    message: ClassVar[str | Promise] = _("This is not a text file in UTF-8.")


class NothingInIt(FileRefused):
    message: ClassVar[str | Promise] = _("No question was found in this file.")


class ItemRefused(Refusal):
    """One item cannot be taken."""

    message: ClassVar[str | Promise] = _("This question cannot be taken.")


class NoText(ItemRefused):
    message: ClassVar[str | Promise] = _("It has no text.")


class TooLong(ItemRefused):
    message: ClassVar[str | Promise] = _(
        "It is too long: at most %(characters)s characters a text, %(answers)s answers."
    )

    def __init__(self) -> None:
        super().__init__(characters=limits.TEXT, answers=limits.ANSWERS)


class UnknownKind(ItemRefused):
    message: ClassVar[str | Promise] = _("Questions of the type “%(kind)s” are not known here.")


class NotANumber(ItemRefused):
    message: ClassVar[str | Promise] = _("“%(text)s” is not a number.")


class CannotBeHeld(ItemRefused):
    message: ClassVar[str | Promise] = _("This format has nothing that such a question could be written as.")


class EmptyAnswer(ItemRefused):
    message: ClassVar[str | Promise] = _("One of its answers has no text.")


class Notes:
    """The losses of one item, each said once."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def add(self, note: str) -> None:
        if note not in self.said:
            self.said.append(note)


def line_of(place: str, name: str, make: Callable[[Notes], Item]) -> Line:
    """Read or write one item, whatever becomes of it."""
    notes = Notes()
    try:
        item = make(notes)
        _check(item.question)
    except ItemRefused as refusal:
        return Line(place, name, None, (str(refusal),))
    except ValidationError:
        return Line(place, name, None, (gettext("It has no answer that could be right."),))
    return Line(place, item.name or name, item, tuple(notes.said))


def _check(question: Question) -> None:
    if not question.texts:
        raise NoText
    answers: list[Any] = [*question.choices, *question.pairs, *question.gaps, *question.numbers]
    if len(answers) > limits.ANSWERS or any(len(forms) > limits.ANSWERS for forms in question.accepted.values()):
        raise TooLong
    needed = [*(one.texts for one in question.choices), *(one.texts for one in question.pairs)]
    if not all([*needed, *(one.matches for one in question.pairs)]):
        raise EmptyAnswer


def each_written(
    items: Iterable[Item], render: Callable[[Item, Notes], tuple[Item, Any]]
) -> tuple[tuple[Line, ...], list[Any]]:
    """Lines of the report, and of every item that is not refused what `render` made of it."""
    lines, rendered = [], []
    for number, item in enumerate(items, start=1):
        made: list[Any] = []

        def make(notes: Notes, item: Item = item, made: list[Any] = made) -> Item:
            written, one = render(item, notes)
            made.append(one)
            return written

        line = line_of(str(number), item.name, make)
        lines.append(line)
        rendered += made if line.item else []
    return tuple(lines), rendered


def reading_of(lines: Iterable[Line]) -> Reading:
    """As many lines as a file may have, and at least one."""
    read = tuple(_at_most(lines))
    if not read:
        raise NothingInIt
    return Reading(read)


def _at_most(lines: Iterable[Line]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if number >= limits.ITEMS:
            raise FileTooLarge
        yield line


def text_in(content: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark."""
    if len(content) > limits.FILE:
        raise FileTooLarge
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText from error
