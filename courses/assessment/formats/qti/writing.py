"""Writing one item of QTI 3.0."""

from collections.abc import Callable
from decimal import Decimal
from xml.etree.ElementTree import Element

from django.utils.translation import gettext, override

from courses.assessment.formats.items import Item
from courses.assessment.formats.qti import processing
from courses.assessment.formats.qti.answers import PARTIAL
from courses.assessment.formats.qti.names import ITEMS, LANGUAGE, identifiers
from courses.assessment.formats.qti.processing import MAPPED, MATCHED, declared
from courses.assessment.formats.texts import GAP, shortened
from courses.assessment.formats.trees import added
from courses.assessment.formats.weights import HUNDRED, percents_of
from courses.outline.structure import Question, QuestionKind, Texts

K = QuestionKind
GENERAL = "general"
ONE = Decimal(1)


class Page:
    """An item in the making: its parts in the order that the schema wants."""

    def __init__(self, item: Item, language: str) -> None:
        self.question, self.language = item.question, language
        name = item.name or shortened(self.question.texts[language])
        identifier = identifiers([self.question.key])[self.question.key]
        self.root = Element("qti-assessment-item", {
            "xmlns": ITEMS, "identifier": identifier, "title": name, "adaptive": "false", "time-dependent": "false",
            LANGUAGE: language,
        })  # fmt: skip
        self.responses: list[Element] = []
        self.outcomes = [processing.outcome("SCORE", "float", "0"),
                         processing.outcome("WEIGHT", "integer", str(self.question.weight))]  # fmt: skip
        self.body = Element("qti-item-body")
        self.processing = Element("qti-response-processing")
        self.windows: list[Element] = []

    def finished(self) -> Element:
        if self.question.feedback:
            self.outcomes.append(processing.outcome("FEEDBACK", "identifier", GENERAL))
            self.window("FEEDBACK", GENERAL, self.question.feedback)
        self.root.extend([*self.responses, *self.outcomes, self.body])
        if self.question.kind is not K.ESSAY:
            self.root.append(self.processing)
        self.root.extend(self.windows)
        return self.root

    def window(self, outcome: str, identifier: str, texts: Texts) -> None:
        window = Element("qti-modal-feedback", {
            "outcome-identifier": outcome, "identifier": identifier, "show-hide": "show",
        })  # fmt: skip
        self.paragraph(added(window, "qti-content-body"), texts)
        self.windows.append(window)

    def paragraph(self, parent: Element, texts: Texts) -> None:
        lines_in(added(parent, "p"), texts[self.language])


def lines_in(element: Element, text: str) -> None:
    """The text, its line breaks as elements."""
    first, *more = text.split("\n")
    element.text = (element.text or "") + first if not len(element) else element.text
    if len(element):
        element[-1].tail = (element[-1].tail or "") + first
    for line in more:
        added(element, "br").tail = line


def written_item(item: Item, language: str) -> Element:
    """The item, which is in its standard form."""
    page = Page(item, language)
    WRITERS[page.question.kind](page)
    return page.finished()


def _interaction(page: Page, name: str, **attributes: str) -> Element:
    interaction = added(page.body, f"qti-{name}-interaction", response_identifier="RESPONSE", **attributes)
    lines_in(added(interaction, "qti-prompt"), page.question.texts[page.language])
    return interaction


def _choices(page: Page) -> None:
    question = page.question
    many = question.kind is K.MULTIPLE
    names = identifiers(choice.key for choice in question.choices)
    interaction = _interaction(page, "choice", shuffle="true", max_choices="0" if many else "1")
    for choice in question.choices:
        element = added(interaction, "qti-simple-choice", identifier=names[choice.key])
        lines_in(element, choice.texts[page.language])
        if choice.feedback:
            beside = added(element, "qti-feedback-inline", outcome_identifier="CHOSEN", identifier=names[choice.key],
                           show_hide="show")  # fmt: skip
            lines_in(beside, choice.feedback[page.language])
    correct = [names[choice.key] for choice in question.choices if choice.correct]
    cardinality = "multiple" if many else "single"
    mapping = _mapping(question, names)
    page.responses.append(declared("RESPONSE", cardinality, "identifier", correct, mapping))
    rule = processing.mapped("RESPONSE") if mapping else processing.matched("RESPONSE")
    if any(choice.feedback for choice in question.choices):
        page.outcomes.append(processing.outcome("CHOSEN", "identifier", "", cardinality))
        page.processing.extend([rule, processing.copied("RESPONSE", "CHOSEN")])
    else:
        page.processing.set("template", MAPPED if mapping else MATCHED)


def _mapping(question: Question, names: dict[str, str]) -> dict[str, Decimal]:
    """What each choice earns; nothing where only what is wholly correct counts."""
    if question.kind is K.MULTIPLE:
        percents = percents_of(question.choices) if question.partial else []
    elif any(choice.credit is not None for choice in question.choices):
        percents = [
            HUNDRED if one.correct and one.credit is None else Decimal(one.credit or 0) for one in question.choices
        ]
    else:
        percents = []
    return {names[one.key]: percent / HUNDRED for one, percent in zip(question.choices, percents, strict=False)}


def _truth(page: Page) -> None:
    interaction = _interaction(page, "choice", max_choices="1")
    with override(page.language):
        words = {"true": gettext("True"), "false": gettext("False")}
    for value, word in words.items():
        added(interaction, "qti-simple-choice", word, identifier=value)
    page.responses.append(declared("RESPONSE", "single", "identifier", [str(page.question.answer).lower()]))
    page.processing.set("template", MATCHED)


def _order(page: Page) -> None:
    question = page.question
    names = identifiers(choice.key for choice in question.choices)
    partial = {"data_partial": PARTIAL} if question.partial else {}
    interaction = _interaction(page, "order", shuffle="true", **partial)
    for choice in question.choices:
        element = added(interaction, "qti-simple-choice", identifier=names[choice.key])
        lines_in(element, choice.texts[page.language])
    page.responses.append(declared("RESPONSE", "ordered", "identifier", list(names.values())))
    page.processing.set("template", MATCHED)


def _match(page: Page) -> None:
    question = page.question
    names = identifiers([*(pair.key for pair in question.pairs), *(choice.key for choice in question.choices)])
    targets = {pair.key: f"match-{place}" for place, pair in enumerate(question.pairs, start=1)}
    interaction = _interaction(page, "match", shuffle="true", max_associations=str(len(question.pairs)))
    left, right = added(interaction, "qti-simple-match-set"), added(interaction, "qti-simple-match-set")
    for pair in question.pairs:
        _associable(left, names[pair.key], pair.texts[page.language])
        _associable(right, targets[pair.key], pair.matches[page.language])
    for choice in question.choices:
        _associable(right, names[choice.key], choice.texts[page.language])
    correct = [f"{names[key]} {target}" for key, target in targets.items()]
    mapping = dict.fromkeys(correct, ONE / len(correct)) if question.partial else {}
    page.responses.append(declared("RESPONSE", "multiple", "directedPair", correct, mapping))
    page.processing.set("template", MAPPED if mapping else MATCHED)


def _associable(parent: Element, identifier: str, text: str) -> None:
    lines_in(added(parent, "qti-simple-associable-choice", identifier=identifier, match_max="1"), text)


def _short(page: Page) -> None:
    question = page.question
    page.paragraph(page.body, question.texts)
    added(added(page.body, "p"), "qti-text-entry-interaction", response_identifier="RESPONSE")
    forms = question.accepted[page.language]
    mapping = {form: Decimal(question.credits.get(form, 100)) / HUNDRED for form in forms}
    page.responses.append(
        declared("RESPONSE", "single", "string", forms[:1], mapping, case_sensitive=question.case_sensitive)
    )
    page.processing.set("template", MAPPED)


def _fill_in(page: Page) -> None:
    question = page.question
    names = identifiers(gap.key for gap in question.gaps)
    paragraph = added(page.body, "p")
    for place, piece in enumerate(GAP.split(question.texts[page.language])):
        if place % 2:
            added(paragraph, "qti-text-entry-interaction", response_identifier=names[piece])
        else:
            lines_in(paragraph, piece)
    for gap in question.gaps:
        forms = gap.accepted[page.language]
        mapping = dict.fromkeys(forms, ONE)
        page.responses.append(
            declared(names[gap.key], "single", "string", forms[:1], mapping, case_sensitive=question.case_sensitive)
        )
    rule = processing.averaged if question.partial else processing.all_right
    page.processing.append(rule(list(names.values())))


def _numeric(page: Page) -> None:
    question = page.question
    page.paragraph(page.body, question.texts)
    added(added(page.body, "p"), "qti-text-entry-interaction", response_identifier="RESPONSE")
    right = next(number for number in question.numbers if number.credit == 100)
    page.responses.append(declared("RESPONSE", "single", "float", [format(right.value, "f")]))
    page.processing.append(processing.near(question.numbers))
    if any(number.feedback for number in question.numbers):
        page.outcomes.append(processing.outcome("NUMBER", "identifier", ""))
    for place, number in enumerate(question.numbers, start=1):
        if number.feedback:
            page.window("NUMBER", f"number-{place}", number.feedback)


def _essay(page: Page) -> None:
    page.responses.append(declared("RESPONSE", "single", "string", []))
    page.outcomes.append(processing.outcome("POINTS", "integer", str(page.question.points)))
    _interaction(page, "extended-text", expected_lines="10")


WRITERS: dict[QuestionKind, Callable[[Page], None]] = {
    K.SINGLE: _choices, K.MULTIPLE: _choices, K.TRUE_FALSE: _truth, K.SHORT_TEXT: _short, K.ORDERING: _order,
    K.NUMERIC: _numeric, K.MATCHING: _match, K.FILL_IN: _fill_in, K.ESSAY: _essay,
}  # fmt: skip
