"""What an item declares: which response is correct, what responses earn, and the values that it starts with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from courses.assessment.formats.texts import one_line
from courses.assessment.formats.weights import HUNDRED, number_in


@dataclass(frozen=True)
class Declaration:
    """`mapping` is what single values earn, `best` what a response can earn altogether."""

    cardinality: str = "single"
    base: str = "string"
    correct: tuple[str, ...] = ()
    mapping: dict[str, Decimal] = field(default_factory=dict)
    otherwise: Decimal = Decimal(0)
    upper: Decimal | None = None
    case_sensitive: bool = False

    def percent(self, value: str) -> Decimal:
        earned = self.mapping.get(value, self.otherwise)
        return max(min(earned / self.best * HUNDRED, HUNDRED), -HUNDRED)

    @property
    def best(self) -> Decimal:
        earning = [value for value in self.mapping.values() if value > 0]
        if self.upper:
            return self.upper
        return (sum(earning, Decimal(0)) if self.cardinality == "multiple" else max(earning, default=None)) or Decimal(
            1
        )


def declarations_of(root: Element) -> dict[str, Declaration]:
    return {element.get("identifier", ""): _declaration(element) for element in root.iterfind("responseDeclaration")}


def _declaration(element: Element) -> Declaration:
    mapping = element.find("mapping")
    entries = [] if mapping is None else mapping.findall("mapEntry")
    return Declaration(
        cardinality=element.get("cardinality", "single"), base=element.get("baseType", "string"),
        correct=tuple(values_in(element.iterfind("correctResponse/value"))),
        mapping={one_line(one.get("mapKey", "")): number_in(one.get("mappedValue", "0")) for one in entries},
        otherwise=number_in((mapping is not None and mapping.get("defaultValue")) or "0"),
        upper=number_in(bound) if mapping is not None and (bound := mapping.get("upperBound")) else None,
        case_sensitive=any(one.get("caseSensitive") == "true" for one in entries),
    )  # fmt: skip


def values_in(elements: Iterable[Element]) -> list[str]:
    return [one_line(element.text or "") for element in elements]


def starting_values(root: Element) -> dict[str, str]:
    """The value that an outcome has from the beginning."""
    outcomes = root.iterfind("outcomeDeclaration")
    return {one.get("identifier", ""): one_line(one.findtext("defaultValue/value") or "") for one in outcomes}
