"""IMS Simple Sequencing of a manifest as the settings that scorm-again (3.4) takes: an activity tree with its rules.

Names are its own; they follow the standard's, with the first letter small. What is not said keeps its default.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from courses.packages.markup import attribute, attributes, child, children, text_in

Settings = dict[str, Any]
_RULES = {
    "preConditionRule": "preConditionRules",
    "exitConditionRule": "exitConditionRules",
    "postConditionRule": "postConditionRules",
}
_INTERFACE = {"continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"}


def sequencing_of(root: Element, organisation: Element) -> Settings:
    """For `new Scorm2004API({sequencing: …})`."""
    shared = {attribute(one, "ID"): one for one in children(child(root, "sequencingCollection"), "sequencing")}
    return {"activityTree": _activity(organisation, shared), "hideLmsUi": []}


def _activity(element: Element, shared: dict[str, Element]) -> Settings:
    settings: Settings = {
        "id": attribute(element, "identifier") or "organisation",
        "title": text_in(element, "title"),
        "isVisible": attribute(element, "isvisible", "true").lower() != "false",
        "children": [_activity(one, shared) for one in children(element, "item")],
        "hideLmsUi": [name for name in _hidden(element) if name in _INTERFACE],
    }
    own = child(element, "sequencing")
    # What the item says itself takes the place of what it shares, part by part (CAM 5.1.2).
    for part in (shared.get(attribute(own, "IDRef")), own):
        settings.update(_sequencing(part))
    threshold = child(element, "completionThreshold")
    if threshold is not None:
        settings["completionThreshold"] = _threshold(threshold)
    return {name: value for name, value in settings.items() if value not in ([], {})}


def _hidden(element: Element) -> Iterator[str]:
    interface = child(child(element, "presentation"), "navigationInterface")
    for one in children(interface, "hideLMSUI"):
        yield (one.text or "").strip()


def _sequencing(element: Element | None) -> Settings:
    if element is None:
        return {}
    settings: Settings = {
        "sequencingControls": _controls(element),
        "sequencingRules": _rules(child(element, "sequencingRules")),
        "rollupRules": _rollup(child(element, "rollupRules")),
        **_objectives(child(element, "objectives")),
        **_limits(child(element, "limitConditions")),
    }
    delivery = _values(child(element, "deliveryControls"))
    settings["deliveryControls"] = delivery
    settings["rollupConsiderations"] = _values(child(element, "rollupConsiderations"))
    return {name: value for name, value in settings.items() if value}


def _controls(element: Element) -> Settings:
    """Control modes, and what the library keeps beside them: limits of choice, rollup and chance."""
    rollup = attributes(found) if (found := child(element, "rollupRules")) is not None else {}
    named = ("rollupObjectiveSatisfied", "rollupProgressCompletion", "objectiveMeasureWeight")
    chance = _values(child(element, "randomizationControls"))
    return {
        **_values(child(element, "controlMode")),
        **_values(child(element, "constrainedChoiceConsiderations")),
        **{name: _value(rollup[name]) for name in named if name in rollup},
        **chance,
    }


def _rules(element: Element | None) -> Settings:
    return {
        plural: [_rule(rule) for rule in children(element, name)]
        for name, plural in _RULES.items()
        if child(element, name) is not None
    }


def _rule(rule: Element) -> Settings:
    conditions = child(rule, "ruleConditions")
    return {
        "action": attribute(child(rule, "ruleAction"), "action"),
        "conditionCombination": attribute(conditions, "conditionCombination", "all"),
        "conditions": [_condition(one) for one in children(conditions, "ruleCondition")],
    }


def _condition(condition: Element) -> Settings:
    settings: Settings = {"condition": attribute(condition, "condition")}
    if attribute(condition, "operator") == "not":
        settings["operator"] = "not"
    if referenced := attribute(condition, "referencedObjective"):
        settings["referencedObjective"] = referenced
    if threshold := attribute(condition, "measureThreshold"):
        settings["parameters"] = {"threshold": _value(threshold)}
    return settings


def _rollup(element: Element | None) -> Settings:
    rules = [_rollup_rule(one) for one in children(element, "rollupRule")]
    return {"rules": rules} if rules else {}


def _rollup_rule(rule: Element) -> Settings:
    conditions, said = child(rule, "rollupConditions"), attributes(rule)
    settings: Settings = {
        "action": attribute(child(rule, "rollupAction"), "action"),
        "consideration": said.get("childActivitySet", "all"),
        "conditionCombination": attribute(conditions, "conditionCombination", "any"),
        "conditions": [_condition(one) for one in children(conditions, "rollupCondition")],
    }
    for name in ("minimumCount", "minimumPercent"):
        if name in said:
            settings[name] = _value(said[name])
    return settings


def _objectives(element: Element | None) -> Settings:
    settings: Settings = {}
    primary = child(element, "primaryObjective")
    if primary is not None:
        settings["primaryObjective"] = _objective(primary) | {"isPrimary": True}
    if others := [_objective(one) for one in children(element, "objective")]:
        settings["objectives"] = others
    return settings


def _objective(element: Element) -> Settings:
    settings: Settings = {
        "objectiveID": attribute(element, "objectiveID"),
        "satisfiedByMeasure": attribute(element, "satisfiedByMeasure") == "true",
        "mapInfo": [_values(one) for one in children(element, "mapInfo")],
    }
    if measure := text_in(element, "minNormalizedMeasure"):
        settings["minNormalizedMeasure"] = _value(measure)
    return settings


def _limits(element: Element | None) -> Settings:
    said = attributes(element) if element is not None else {}
    names = {"attemptLimit": "attemptLimit", "attemptAbsoluteDurationLimit": "attemptAbsoluteDurationLimit"}
    return {setting: _value(said[name]) for name, setting in names.items() if name in said}


def _threshold(element: Element) -> Settings:
    return _values(element) or {"completedByMeasure": True}


def _values(element: Element | None) -> Settings:
    return {name: _value(value) for name, value in attributes(element).items()} if element is not None else {}


def _value(text: str) -> Any:
    """True and false, whole and other numbers; anything else as it is written."""
    if text in ("true", "false"):
        return text == "true"
    try:
        number = float(text)
    except ValueError:
        return text
    if not abs(number) < 1_000_000:
        return text
    return int(number) if number.is_integer() and "." not in text else number
