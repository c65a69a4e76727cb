"""The words of an item's body, with the places where something is answered within them."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from django.utils.translation import gettext

from courses.assessment.formats.items import Notes
from courses.assessment.formats.texts import MEDIA, Flow

INLINE = {"textEntryInteraction", "inlineChoiceInteraction", "gap"}
PASSED_OVER = {"feedbackInline", "stylesheet", "catalogInfo", "companionMaterialsInfo"}
Gap = Callable[[Element], str]


def no_gap(_element: Element) -> str:
    return ""


def words_of(element: Element | None, notes: Notes, gap: Gap = no_gap) -> str:
    """As plain text. `gap` says what stands where a learner writes."""
    flow = Flow(notes)
    if element is not None:
        _inside(element, flow, gap)
    return flow.text


def _walk(element: Element, flow: Flow, gap: Gap) -> None:
    name = str(element.tag)
    if name in INLINE:
        flow.parts.append(gap(element))
    elif name.endswith("Interaction"):
        _interaction(element, flow, gap)
    elif name in {"rubricBlock", "feedbackBlock", "templateBlock", "templateInline", "printedVariable"}:
        _note(name, flow.notes)
    elif name in MEDIA:
        flow.opened(name, element.get("alt", ""))
    elif name not in PASSED_OVER:
        flow.opened(name)
        _inside(element, flow, gap)
        flow.closed(name)


def _inside(element: Element, flow: Flow, gap: Gap) -> None:
    flow.words(element.text or "")
    for child in element:
        _walk(child, flow, gap)
        flow.words(child.tail or "")


def _interaction(element: Element, flow: Flow, gap: Gap) -> None:
    """Of what is answered as a block, only what asks: the prompt, or the text whose gaps are filled."""
    asks = {"prompt"} if element.tag != "gapMatchInteraction" else {str(child.tag) for child in element} - {"gapText"}
    for child in element:
        if child.tag in asks:
            flow.opened("p")
            _inside(child, flow, gap)
            flow.closed("p")


def _note(name: str, notes: Notes) -> None:
    if name == "rubricBlock":
        notes.add(gettext("Rubrics and instructions are left out."))
    elif name == "feedbackBlock":
        notes.add(gettext("Feedback within the text is left out."))
    else:
        notes.add(gettext("Values that change from one attempt to the next are left out."))
