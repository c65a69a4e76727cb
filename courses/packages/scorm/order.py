"""Which items of a package may be opened now, as far as its manifest says it simply. Pure.

1.2: by prerequisites. 2004: by the control modes of clusters: without choice one follows the other, and forward only
means that nobody goes back. Rules of sequencing between objects are not followed; `left_to_learner` tells of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from courses.packages.scorm.prerequisites import NotUnderstood, is_met
from courses.packages.scorm.structure import Item, Scorm

_RULES = ("sequencingRules", "rollupRules", "attemptLimit", "attemptAbsoluteDurationLimit")
Statuses = Mapping[int, str]
"""The number of an item among those that can be launched, to its status as 1.2 has it; only of what was begun."""


def open_items(scorm: Scorm, statuses: Statuses) -> list[bool]:
    if scorm.version == "1.2":
        named = _named(scorm, statuses)
        return [_is_open(item, named) for item in scorm.launched]
    closed = set(_closed(_tree(scorm), {item.key: place for place, item in enumerate(scorm.launched)}, statuses))
    return [place not in closed for place in range(len(scorm.launched))]


def left_to_learner(scorm: Scorm) -> bool:
    """Whether the package has rules of order that are not followed here."""
    if len(scorm.launched) < 2:
        return False
    if scorm.version == "1.2":
        named = _named(scorm, {})
        return not all(_is_understood(item, named) for item in scorm.launched)
    return any(name in activity for activity in _activities(_tree(scorm)) for name in _RULES)


def _is_open(item: Item, named: Mapping[str, str]) -> bool:
    try:
        return is_met(item.prerequisites, named)
    except NotUnderstood:
        return True


def _is_understood(item: Item, named: Mapping[str, str]) -> bool:
    try:
        is_met(item.prerequisites, named)
    except NotUnderstood:
        return False
    return True


def _named(scorm: Scorm, statuses: Statuses) -> dict[str, str]:
    """By identifier; a group is completed when all that can be launched in it is done."""
    by_key = {item.key: statuses.get(place, "not attempted") for place, item in enumerate(scorm.launched)}
    for group in _groups(scorm.items):
        inside = [by_key[one.key] for one in group.launched() if one.key in by_key]
        if inside and group.key not in by_key:
            by_key[group.key] = "completed" if set(inside) <= {"passed", "completed"} else "incomplete"
    return by_key


def _groups(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield from _groups(item.items)
        if item.items:
            yield item


def _tree(scorm: Scorm) -> Mapping[str, Any]:
    tree: Mapping[str, Any] = (scorm.sequencing or {}).get("activityTree", {})
    return tree


def _activities(activity: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield activity
    for one in activity.get("children", ()):
        yield from _activities(one)


def _closed(activity: Mapping[str, Any], places: Mapping[str, int], statuses: Statuses) -> Iterator[int]:
    """Of a cluster and of the clusters within."""
    controls = activity.get("sequencingControls", {})
    children = activity.get("children", ())
    parts = [
        [places[one["id"]] for one in _activities(child) if one.get("id") in places] for child in children
    ]  # fmt: skip
    parts = [part for part in parts if part]
    in_order = controls.get("flow") is True and controls.get("choice") is False
    for number, part in enumerate(parts):
        begun = any(place in statuses for place in part)
        waits = in_order and number and not begun and not _done(parts[number - 1], statuses)
        later = any(place in statuses for other in parts[number + 1 :] for place in other)
        if waits or (controls.get("forwardOnly") is True and later and _done(part, statuses)):
            yield from part
    for child in children:
        yield from _closed(child, places, statuses)


def _done(part: Sequence[int], statuses: Statuses) -> bool:
    return all(statuses.get(place) in ("passed", "completed", "failed") for place in part)
