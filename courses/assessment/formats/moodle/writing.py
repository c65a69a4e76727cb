"""Writing Moodle XML. Texts say that they are plain; only a text with gaps has to be HTML."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from courses.assessment.formats.items import CannotBeHeld, Item, Notes, Writing, each_written
from courses.assessment.formats.moodle.cloze import cloze_of
from courses.assessment.formats.moodle.texts import with_stars
from courses.assessment.formats.standard import POINTS, standard, with_keys_by_place
from courses.assessment.formats.tags import as_tags, category_of
from courses.assessment.formats.texts import shortened
from courses.assessment.formats.trees import added, bytes_of
from courses.assessment.formats.weights import percents_of, plain_number
from courses.outline.structure import Question, QuestionKind, Texts

K = QuestionKind
TYPES = {
    K.SINGLE: "multichoice", K.MULTIPLE: "multichoice", K.TRUE_FALSE: "truefalse", K.SHORT_TEXT: "shortanswer",
    K.ORDERING: "ordering", K.NUMERIC: "numerical", K.MATCHING: "matching", K.FILL_IN: "cloze", K.ESSAY: "essay",
}  # fmt: skip
ALL_OR_NOTHING = {K.ORDERING}


def write_moodle(items: Iterable[Item], *, language: str) -> Writing:
    lines, written = each_written(items, lambda item, notes: _rendered(item, language, notes))
    root, category = Element("quiz"), category_of(())
    for wanted, element in written:
        if wanted != category:
            _text(added(root, "question", type="category"), "category", wanted)
        category = wanted
        root.append(element)
    return Writing(bytes_of(root), lines)


def _rendered(item: Item, language: str, notes: Notes) -> tuple[Item, tuple[str, Element]]:
    kept = standard(item, language=language, notes=notes)
    question = with_keys_by_place(kept.question)
    if not question.partial and question.kind not in ALL_OR_NOTHING:
        notes.add(gettext("This format cannot say that only a wholly right answer counts."))
    element = Element("question", {"type": TYPES[question.kind]})
    _text(element, "name", kept.name or shortened(question.texts[language]))
    if question.kind is K.FILL_IN:
        added(added(element, "questiontext", format="html"), "text", cloze_of(question, language))
    else:
        _plain(element, "questiontext", question.texts, language)
    _plain(element, "generalfeedback", question.feedback, language)
    added(element, "defaultgrade", str(question.weight))
    added(element, "idnumber", question.key)
    WRITERS[question.kind](element, question, language, notes)
    tags = as_tags(kept.topics, kept.competencies)
    if tags:
        around = added(element, "tags")
        for tag in tags:
            _text(around, "tag", tag)
    return kept, (category_of(kept.topics), element)


def _text(parent: Element, name: str, text: str) -> Element:
    element = added(parent, name)
    added(element, "text", text)
    return element


def _plain(parent: Element, name: str, texts: Texts, language: str) -> Element:
    element = _text(parent, name, texts.get(language, ""))
    element.set("format", "plain_text")
    return element


def _answer(parent: Element, texts: Texts, language: str, percent: Decimal | int, feedback: Texts) -> Element:
    element = _plain(parent, "answer", texts, language)
    element.set("fraction", plain_number(Decimal(percent)))
    _plain(element, "feedback", feedback, language)
    return element


def _choices(element: Element, question: Question, language: str, percents: Sequence[Decimal | int]) -> None:
    added(element, "single", "true" if question.kind is K.SINGLE else "false")
    added(element, "shuffleanswers", "true")
    for choice, percent in zip(question.choices, percents, strict=True):
        _answer(element, choice.texts, language, percent, choice.feedback)


def _single(element: Element, question: Question, language: str, notes: Notes) -> None:
    right = next(choice for choice in question.choices if choice.correct)
    if right.credit is not None:
        notes.add(gettext("In this format the right answer earns everything."))
    if any(one.credit == 100 and one is not right for one in question.choices[: question.choices.index(right)]):
        raise CannotBeHeld
    _choices(element, question, language, [100 if one is right else one.credit or 0 for one in question.choices])


def _multiple(element: Element, question: Question, language: str, _notes: Notes) -> None:
    _choices(element, question, language, percents_of(question.choices))


def _truth(element: Element, question: Question, language: str, _notes: Notes) -> None:
    for word, value in (("true", True), ("false", False)):
        _answer(element, {language: word}, language, 100 if question.answer is value else 0, {})


def _forms(element: Element, question: Question, language: str, _notes: Notes) -> None:
    added(element, "usecase", str(int(question.case_sensitive)))
    for form in question.accepted[language]:
        _answer(element, {language: with_stars(form)}, language, question.credits.get(form, 100), {})


def _numeric(element: Element, question: Question, language: str, _notes: Notes) -> None:
    for number in question.numbers:
        text = {language: plain_number(number.value)}
        answer = _answer(element, text, language, number.credit, number.feedback)
        added(answer, "tolerance", plain_number(number.tolerance))


def _matching(element: Element, question: Question, language: str, _notes: Notes) -> None:
    added(element, "shuffleanswers", "true")
    both = [(pair.texts, pair.matches) for pair in question.pairs]
    for left, right in [*both, *((Texts(), choice.texts) for choice in question.choices)]:
        _text(_plain(element, "subquestion", left, language), "answer", right[language])


def _ordering(element: Element, question: Question, language: str, _notes: Notes) -> None:
    added(element, "layouttype", "VERTICAL")
    added(element, "selecttype", "ALL")
    added(element, "selectcount", "0")
    added(element, "gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST" if question.partial else "ALL_OR_NOTHING")
    for place, choice in enumerate(question.choices, start=1):
        _answer(element, choice.texts, language, place, {})


def _cloze(_element: Element, _question: Question, _language: str, _notes: Notes) -> None:
    """Everything stands in the text."""


def _essay(element: Element, question: Question, _language: str, notes: Notes) -> None:
    if question.points != POINTS:
        notes.add(gettext("This format does not say how many points an essay is marked out of."))
    added(element, "responseformat", "plain")
    added(element, "responserequired", "1")


WRITERS: dict[QuestionKind, Callable[[Element, Question, str, Notes], None]] = {
    K.SINGLE: _single, K.MULTIPLE: _multiple, K.TRUE_FALSE: _truth, K.SHORT_TEXT: _forms, K.ORDERING: _ordering,
    K.NUMERIC: _numeric, K.MATCHING: _matching, K.FILL_IN: _cloze, K.ESSAY: _essay,
}  # fmt: skip
