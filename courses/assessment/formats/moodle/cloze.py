"""Gaps in the text of a question, as Moodle writes them: {1:SHORTANSWER:=Seoul~%50%seul}."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from django.utils.translation import gettext

from courses.assessment.formats.items import Notes
from courses.assessment.formats.moodle.texts import with_stars, without_wildcards
from courses.assessment.formats.texts import GAP, one_line, plain_of_html
from courses.outline.structure import Gap, Question

NUMBER = r"\s{0,9}\d{0,9}\s{0,9}:"
FIELD = re.compile(
    r"\{" + NUMBER + r"(?P<kind>SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC|NUMERICAL|NM|MULTI(?:CHOICE|RESPONSE)(?:_\w+)?"
    r"|MC\w*|MR\w*):(?P<answers>(?:\\(?!\{" + NUMBER + r").|[^{}\\]|\{(?!" + NUMBER + r"))*+)\}",
    re.DOTALL,
)
"""The answers of a gap end where the next gap begins: no text is gone through twice, however many are never closed."""
ANSWER = re.compile(
    r"\s*(?P<right>=)?(?:%(?P<percent>-?\d+(?:\.\d+)?)%)?(?P<text>(?:\\.|[^#\\])*)(?P<feedback>#.*)?", re.DOTALL
)
PARTS = re.compile(r"(?:\\.|[^~\\])+", re.DOTALL)
SENSITIVE = {"SHORTANSWER_C", "SAC", "MWC"}
WRITTEN = {"SHORTANSWER", "SA", "MW"} | SENSITIVE


def gaps_of(html: str, language: str, notes: Notes) -> tuple[str, tuple[Gap, ...], bool]:
    """The text with [[1]], [[2]], … for its gaps, the gaps, and whether capitals matter."""
    gaps: list[Gap] = []
    kinds: set[str] = set()

    def named(found: re.Match[str]) -> str:
        kinds.add(found["kind"])
        forms = tuple(dict.fromkeys(_accepted(found["answers"], notes)))
        gaps.append(Gap(key=str(len(gaps) + 1), accepted={language: forms}))
        return f"[[{len(gaps)}]]"

    text = FIELD.sub(named, html)
    if kinds - WRITTEN:
        notes.add(gettext("Every gap is for writing: lists to choose from and tolerances are left out."))
    return text, tuple(gaps), bool(kinds & SENSITIVE)


def _accepted(answers: str, notes: Notes) -> Iterator[str]:
    """What earns everything; else, what earns something."""
    found = [match for part in PARTS.findall(answers) if (match := ANSWER.match(part))]
    percents = [float(one["percent"] or 0) if one["percent"] else (100.0 if one["right"] else 0.0) for one in found]
    best = max(percents, default=0.0)
    if any(0 < percent < best for percent in percents):
        notes.add(gettext("In gaps only what earns everything is accepted."))
    if any(one["feedback"] for one in found):
        notes.add(gettext("Feedback to single answers of this kind of question is left out."))
    for one, percent in zip(found, percents, strict=True):
        words = one_line(plain_of_html(re.sub(r"\\([#~}\\])", r"\1", one["text"]), notes))
        if percent == best > 0 and words:
            yield without_wildcards(words.partition(":")[0] if one["right"] and _is_tolerant(words) else words, notes)


def _is_tolerant(words: str) -> bool:
    return bool(re.fullmatch(r"-?[\d.,]+:[\d.,]+", words))


def cloze_of(question: Question, language: str) -> str:
    """The text as HTML, with its gaps written into it."""
    name = "SHORTANSWER_C" if question.case_sensitive else "SHORTANSWER"
    gaps = {gap.key: f"{{1:{name}:{_written(gap.accepted[language])}}}" for gap in question.gaps}
    pieces = GAP.split(question.texts[language])
    words = (_html(text) if place % 2 == 0 else gaps[text] for place, text in enumerate(pieces))
    return f"<p>{''.join(words)}</p>"


def _html(text: str) -> str:
    return escape(text, quote=False).replace("{", "&#123;").replace("\n", "<br/>")


def _written(forms: Iterable[str]) -> str:
    return "~".join(f"%100%{_escaped(form)}" for form in forms)


def _escaped(form: str) -> str:
    return re.sub(r"([#~}\\])", r"\\\1", escape(with_stars(form), quote=False))
