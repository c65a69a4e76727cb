"""H5P.Blanks 1: a point for each gap; `*right/also right:tip*` in the text."""

import re
from dataclasses import dataclass
from html import unescape

from courses.packages.plain.cloze import MOST_GAPS, Cloze, with_all
from courses.packages.plain.given import Parameters, flag, group, text, texts
from courses.packages.plain.markup import Pieces, gap, phrase, pieces, without_gaps, words
from courses.packages.plain.media import pictured
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader
from courses.packages.plain.scripts import distance, length, trimmed

_PLAIN_TAG = re.compile(r"</?[a-z]*\d?>", re.IGNORECASE)


@dataclass(frozen=True)
class Blank:
    solutions: tuple[str, ...]
    tip: str
    case_matters: bool
    spelling_errors: bool

    @property
    def solution(self) -> str:
        return " / ".join(self.solutions)

    def is_right(self, answer: str) -> bool:
        given = trimmed(answer.replace("&nbsp;", " "))
        return any(self._fits(self._cased(given), self._cased(solution)) for solution in self.solutions)

    def feedback(self, *, right: bool) -> str:
        return ""

    def _cased(self, text: str) -> str:
        return text if self.case_matters else text.lower()

    def _fits(self, given: str, solution: str) -> bool:
        """One slip is passed over in words of more than three letters, two in those of more than nine."""
        if not self.spelling_errors or length(solution) <= 3:
            return given == trimmed(solution)
        slips = 2 if length(solution) > 9 else 1
        return distance(given, trimmed(solution), most=slips) <= slips


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    behaviour = group(parameters, "behaviour")
    blanks: list[Blank] = []
    lines: list[Pieces] = []
    for question in filter(None, texts(parameters, "questions")):
        line, found = _line(question, len(blanks), behaviour)
        lines.append(line)
        blanks += found
    if not blanks:
        raise NoPlainForm
    number = reader.number()
    return [
        *pictured(parameters, reader),
        Cloze(
            name=f"p{number}", number=number, text=phrase(text(parameters, "text", "Fill in")), lines=tuple(lines),
            gaps=tuple(blanks), solutions=flag(behaviour, "enableSolutionsButton", default=True),
        ),
    ]  # fmt: skip


def _line(question: str, first: int, behaviour: Parameters) -> tuple[Pieces, list[Blank]]:
    """The question taken apart, with its blanks counted from `first`."""
    blanks: list[Blank] = []
    html, question, at = "", without_gaps(question), 0
    marked = _marked(question)
    if first + len(marked) > MOST_GAPS:
        raise NoPlainForm
    for start, end, inner in marked:
        blanks.append(_blank(inner, behaviour))
        html += question[at:start] + gap(first + len(blanks) - 1)
        at = end
    found = pieces(html + question[at:])
    return with_all(found, range(first, first + len(blanks))), blanks


def _marked(question: str) -> list[tuple[int, int, str]]:
    """Start, end and inside of what asterisks enclose.

    As the type's script finds it: nothing between two asterisks is no blank, and what follows a blank at once begins
    none.
    """
    found, at = [], 0
    while (start := question.find("*", at)) != -1 and (close := question.find("*", start + 1)) != -1:
        inner = _PLAIN_TAG.sub("", question[start + 1 : close])
        if inner:
            found.append((start, close + 1, inner))
        at = close + (2 if inner else 1)
    return found


def _blank(inner: str, behaviour: Parameters) -> Blank:
    solutions, _colon, tip = inner.partition(":")
    return Blank(
        solutions=tuple(unescape(trimmed(one)) for one in solutions.split("/")),
        tip=words(tip),
        case_matters=flag(behaviour, "caseSensitive", default=True),
        spelling_errors=flag(behaviour, "acceptSpellingErrors", default=False),
    )
