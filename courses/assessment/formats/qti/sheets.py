"""An item of QTI as its reader sees it."""

from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from courses.assessment.formats.items import ItemRefused, Notes, UnknownKind
from courses.assessment.formats.qti.declarations import Declaration, declarations_of, starting_values
from courses.assessment.formats.qti.flow import Gap, words_of
from courses.outline.structure import Texts

MAPPED = "map_response"


@dataclass(frozen=True)
class Sheet:
    root: Element
    language: str
    notes: Notes
    declared: dict[str, Declaration] = field(default_factory=dict)
    starting: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> Element:
        found = self.root.find("itemBody")
        if found is None:
            raise ItemRefused
        return found

    @property
    def interactions(self) -> list[Element]:
        return [element for element in self.body.iter() if str(element.tag).endswith("Interaction")]

    @property
    def interaction(self) -> Element:
        return self.interactions[0]

    @property
    def declaration(self) -> Declaration:
        return self.declared_for(self.interaction)

    def declared_for(self, interaction: Element) -> Declaration:
        found = self.declared.get(interaction.get("responseIdentifier", ""))
        if found is None:
            raise UnknownKind(kind=str(interaction.tag))
        return found

    @property
    def is_mapped(self) -> bool:
        """Whether the mapping counts, or only what is wholly correct."""
        processing = self.root.find("responseProcessing")
        if processing is None:
            return any(one.mapping for one in self.declared.values())
        template = f"{processing.get('template', '')} {processing.get('templateLocation', '')}"
        return MAPPED in template or next(processing.iter("mapResponse"), None) is not None

    def said(self, element: Element | None, gap: Gap | None = None) -> Texts:
        words = words_of(element, self.notes, gap) if gap else words_of(element, self.notes)
        return {self.language: words} if words else {}

    def feedback_on(self, choice: Element) -> Texts:
        """Beside the choice, or in a window for its identifier."""
        inline = choice.find("feedbackInline")
        return self.said(inline if inline is not None else self.window(choice.get("identifier", "")))

    def window(self, identifier: str) -> Element | None:
        windows = self.root.iterfind("modalFeedback")
        return next((one for one in windows if one.get("identifier") == identifier), None)

    def percents(self, identifiers: list[str]) -> list[Decimal]:
        return [self.declaration.percent(one) for one in identifiers]


def sheet_of(root: Element, language: str, notes: Notes) -> Sheet:
    return Sheet(root, language, notes, declarations_of(root), starting_values(root))
