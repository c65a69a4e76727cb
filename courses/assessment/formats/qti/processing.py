"""Declarations and rules of QTI 3.0: how a response becomes a score from 0 to 1."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from courses.assessment.formats.qti.names import TEMPLATES
from courses.assessment.formats.trees import added
from courses.assessment.formats.weights import HUNDRED, plain_number
from courses.outline.structure import Number

MATCHED = f"{TEMPLATES}match_correct.xml"
MAPPED = f"{TEMPLATES}map_response.xml"
PLACES = Decimal("0.0000001")


def declared(
    identifier: str, cardinality: str, base: str, correct: Sequence[str], mapping: Mapping[str, Decimal] | None = None,
    *, case_sensitive: bool | None = None,
) -> Element:  # fmt: skip
    element = Element("qti-response-declaration", {
        "identifier": identifier, "cardinality": cardinality, "base-type": base,
    })  # fmt: skip
    if correct:
        right = added(element, "qti-correct-response")
        for value in correct:
            added(right, "qti-value", value)
    if mapping:
        around = added(element, "qti-mapping", lower_bound="0", upper_bound="1", default_value="0")
        matters = {} if case_sensitive is None else {"case_sensitive": str(case_sensitive).lower()}
        for key, earned in mapping.items():
            added(around, "qti-map-entry", map_key=key, mapped_value=_rounded(earned), **matters)
    return element


def outcome(identifier: str, base: str, value: str, cardinality: str = "single") -> Element:
    element = Element("qti-outcome-declaration", {
        "identifier": identifier, "cardinality": cardinality, "base-type": base,
    })  # fmt: skip
    if value:
        added(added(element, "qti-default-value"), "qti-value", value)
    return element


def mapped(identifier: str) -> Element:
    setting = _setting("SCORE")
    added(setting, "qti-map-response", identifier=identifier)
    return setting


def copied(identifier: str, outcome: str) -> Element:
    setting = _setting(outcome)
    added(setting, "qti-variable", identifier=identifier)
    return setting


def matched(identifier: str) -> Element:
    condition, branch = _condition()
    match = added(branch, "qti-match")
    added(match, "qti-variable", identifier=identifier)
    added(match, "qti-correct", identifier=identifier)
    branch.append(_score(Decimal(1)))
    return condition


def averaged(names: Sequence[str]) -> Element:
    """Every gap is worth the same."""
    setting = _setting("SCORE")
    divided = added(setting, "qti-divide")
    together = added(divided, "qti-sum")
    for name in names:
        added(together, "qti-map-response", identifier=name)
    added(divided, "qti-base-value", str(len(names)), base_type="float")
    return setting


def all_right(names: Sequence[str]) -> Element:
    condition, branch = _condition()
    every = added(branch, "qti-and")
    for name in names:
        equal = added(every, "qti-equal", tolerance_mode="exact")
        added(equal, "qti-map-response", identifier=name)
        added(equal, "qti-base-value", "1", base_type="float")
    branch.append(_score(Decimal(1)))
    return condition


def near(numbers: Sequence[Number]) -> Element:
    """The first number that the response is near to gives the score, and its feedback."""
    condition = Element("qti-response-condition")
    for place, number in enumerate(numbers, start=1):
        branch = added(condition, "qti-response-if" if place == 1 else "qti-response-else-if")
        around = plain_number(number.tolerance)
        equal = added(branch, "qti-equal", tolerance_mode="absolute", tolerance=f"{around} {around}")
        added(equal, "qti-variable", identifier="RESPONSE")
        added(equal, "qti-base-value", plain_number(number.value), base_type="float")
        branch.append(_score(Decimal(number.credit) / HUNDRED))
        if number.feedback:
            setting = _setting("NUMBER")
            added(setting, "qti-base-value", f"number-{place}", base_type="identifier")
            branch.append(setting)
    return condition


def _condition() -> tuple[Element, Element]:
    condition = Element("qti-response-condition")
    return condition, added(condition, "qti-response-if")


def _setting(outcome: str) -> Element:
    return Element("qti-set-outcome-value", {"identifier": outcome})


def _score(value: Decimal) -> Element:
    setting = _setting("SCORE")
    added(setting, "qti-base-value", _rounded(value), base_type="float")
    return setting


def _rounded(value: Decimal) -> str:
    return plain_number(value.quantize(PLACES))
