r"""H5P.DragText 1: a point for each gap; `*word:tip\+if right\-if wrong*` in the text, and words that fit nowhere."""

import re
from dataclasses import dataclass

from courses.packages.plain.cloze import MOST_GAPS, Cloze, with_all
from courses.packages.plain.given import Parameters, flag, group, text
from courses.packages.plain.markup import Pieces, gap, phrase, pieces, without_gaps, words
from courses.packages.plain.media import pictured
from courses.packages.plain.parts import Part
from courses.packages.plain.reader import NoPlainForm, Reader

_BETWEEN_ASTERISKS = re.compile(r"(\*.*?\*)")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_TIP = re.compile(r":[^\\*]+")
_IF_RIGHT = re.compile(r"\\\+[^\\*:]+")
_IF_WRONG = re.compile(r"\\-[^\\*:]+")


@dataclass(frozen=True)
class Drop:
    """A place for one word. `word` is HTML, compared as it stands."""

    word: str
    tip: str = ""
    if_right: str = ""
    if_wrong: str = ""

    @property
    def solution(self) -> str:
        return words(self.word)

    def is_right(self, answer: str) -> bool:
        return answer == self.word

    def feedback(self, *, right: bool) -> str:
        return self.if_right if right else self.if_wrong


def read(parameters: Parameters, reader: Reader) -> list[Part]:
    line, drops = _line(text(parameters, "textField"))
    if not drops:
        raise NoPlainForm
    number, behaviour = reader.number(), group(parameters, "behaviour")
    offered = {drop.word for drop in drops + _distractors(text(parameters, "distractors"))} - {""}
    return [
        *pictured(parameters, reader),
        Cloze(
            name=f"p{number}", number=number, text=phrase(text(parameters, "taskDescription")), lines=(line,),
            gaps=tuple(drops), bank=tuple(sorted(((one, words(one)) for one in offered), key=lambda pair: pair[1])),
            solutions=flag(behaviour, "enableSolutionsButton", default=True),
        ),
    ]  # fmt: skip


def _line(field: str) -> tuple[Pieces, list[Drop]]:
    drops: list[Drop] = []
    html = ""
    for part in _parts(field):
        if _is_marked(part):
            html += gap(len(drops))
            drops.append(_drop(part))
        else:
            html += part
    found = pieces(html)
    return with_all(found, range(len(drops))), drops


def _distractors(field: str) -> list[Drop]:
    return [_drop(part) for part in _parts(field) if _is_marked(part)]


def _parts(field: str) -> list[str]:
    html = _LINE_BREAK.sub("<br/>", without_gaps(field))
    parts = [part for part in _BETWEEN_ASTERISKS.split(html) if part]
    if sum(map(_is_marked, parts)) > MOST_GAPS:
        raise NoPlainForm
    return parts


def _is_marked(part: str) -> bool:
    return part.startswith("*") and part.endswith("*")


def _drop(marked: str) -> Drop:
    """The signs are read as the type's script reads them: of several tips only one that stands alone is taken out."""
    held = marked.removeprefix("*").removesuffix("*")
    found = [pattern.findall(marked) for pattern in (_TIP, _IF_RIGHT, _IF_WRONG)]
    for signs in filter(None, found):
        held = held.replace(",".join(signs), "", 1)
    tip, if_right, if_wrong = (signs[0].rstrip() if signs else "" for signs in found)
    return Drop(
        word=held.rstrip(), tip=words(tip[1:]), if_right=words(if_right[2:]), if_wrong=words(if_wrong[2:])
    )  # fmt: skip
