"""Reading GIFT: blocks of lines between empty lines, each a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.assessment.formats.gift.answers import Sheet, question_in
from courses.assessment.formats.gift.escapes import format_of, hidden, shown
from courses.assessment.formats.items import Item, ItemRefused, Line, Notes, Reading, line_of, reading_of, text_in
from courses.assessment.formats.standard import name_of
from courses.assessment.formats.tags import key_of, sorted_tags, topic_of
from courses.assessment.formats.texts import one_line

CATEGORY = "$CATEGORY:"
ID, TAG = "[id:", "[tag:"
IN_BRACKETS = re.compile(r"((?:\\.|[^\]\\])*+)\]")


class NotAQuestion(ItemRefused):
    message: ClassVar[str | Promise] = _("No answers in braces: this describes, and asks nothing.")


class BracesDoNotMatch(ItemRefused):
    message: ClassVar[str | Promise] = _("The braces do not match.")


@dataclass
class Block:
    """The lines of one question, with what the comments before it and the category say."""

    number: int
    category: str
    lines: list[str] = field(default_factory=list)
    key: str = ""
    tags: list[str] = field(default_factory=list)


def read_gift(content: bytes, *, language: str) -> Reading:
    text = text_in(content).replace("\r\n", "\n").replace("\r", "\n")
    return reading_of(_line(block, language) for block in _blocks(text.split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    block = Block(1, "")
    for number, line in enumerate(lines, start=1):
        words = line.strip()
        if words.startswith("//"):
            _note_comment(block, words)
        elif words.startswith(CATEGORY) and not block.lines:
            block.category = topic_of(words.removeprefix(CATEGORY))
        elif words:
            block.number = block.number if block.lines else number
            block.lines.append(line)
        elif block.lines:
            yield block
            block = Block(number, block.category)
    if block.lines:
        yield block


def _note_comment(block: Block, words: str) -> None:
    """Moodle writes the number and the tags of a question as a comment before it."""
    if block.lines:
        return
    block.key = next(_marked(ID, words), block.key)
    block.tags += _marked(TAG, words)


def _marked(opening: str, words: str) -> Iterator[str]:
    """What stands in brackets that open so. Each piece is looked at once, however many are never closed."""
    found = (IN_BRACKETS.match(piece) for piece in words.split(opening)[1:])
    return (_unescaped(one[1]) for one in found if one)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()


def _line(block: Block, language: str) -> Line:
    name, rest = _named("\n".join(block.lines))
    return line_of(str(block.number), name, lambda notes: _item(block, name, rest, language, notes))


def _named(text: str) -> tuple[str, str]:
    """The name between double colons, and the rest with its escapes hidden."""
    rest = hidden(text.strip())
    if not rest.startswith("::"):
        return "", rest
    name, ended, after = rest[2:].partition("::")
    return (one_line(shown(name)), after) if ended else ("", rest)


def _item(block: Block, name: str, rest: str, language: str, notes: Notes) -> Item:
    form, rest = format_of(rest)
    before, opened, after = rest.partition("{")
    inside, closed, tail = after.partition("}")
    if not opened and "}" not in before:
        raise NotAQuestion
    if not closed or "{" in inside or "{" in tail or "}" in tail:
        raise BracesDoNotMatch
    answers, _mark, feedback = inside.rpartition("####") if "####" in inside else (inside, "", "")
    sheet = Sheet(before, tail, answers.strip(), form, language, notes)
    question = question_in(sheet).model_copy(update={"feedback": sheet.said(feedback)})
    question = question.model_copy(update={"key": key_of(block.key, question)})
    tags = sorted_tags(block.tags, block.category)
    return Item(question, name=name_of(name, question.texts[language]), **tags)
