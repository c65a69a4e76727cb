"""Which rules of marking are understood: the templates of the standard, and the shapes that items are written with.

Whatever else an item does with a response (ranges, halves for one choice and not another, points taken off) is not
read, and has to be said: the question that comes of it may be marked otherwise.
"""

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

SCORE = "SCORE"
TEMPLATES = {"match_correct", "map_response"}
Shape = Callable[[Element], bool]


def are_understood(processing: Element | None) -> bool:
    if processing is None:
        return True
    if not len(processing):
        name = _template(processing).rpartition("/")[2].removesuffix(".xml")
        return not name or name in TEMPLATES
    return all(_is_rule(rule) for rule in processing)


def _template(processing: Element) -> str:
    return f"{processing.get('template', '')}{processing.get('templateLocation', '')}"


def _is_rule(rule: Element) -> bool:
    """What sets no score is for feedback."""
    if rule.tag == "setOutcomeValue":
        return not _sets_score(rule) or _is_sum(_only(rule))
    if rule.tag != "responseCondition":
        return False
    if not any(_sets_score(one) for one in rule.iter("setOutcomeValue")):
        return True
    return any(fits(rule) for fits in (_is_all_or_nothing, _is_near, _is_mapped))


def _is_all_or_nothing(rule: Element) -> bool:
    """Everything for what is wholly right, else nothing."""
    tests = _tests(rule)
    fits = len(tests) == 1 and tests[0].tag in {"match", "and"} and _is_right(tests[0])
    return fits and _others_earn_nothing(rule)


def _is_right(test: Element) -> bool:
    if test.tag == "and":
        return len(test) > 0 and all(map(_is_right, test))
    names = [str(part.tag) for part in test]
    if test.tag == "match":
        return sorted(names) == ["correct", "variable"]
    return test.tag == "equal" and names == ["mapResponse", "baseValue"]


def _is_near(rule: Element) -> bool:
    """A score for each number that the response may be equal to."""
    tests = _tests(rule)
    near = (["variable", "baseValue"], ["variable", "correct"])
    return all(test.tag == "equal" and [str(part.tag) for part in test] in near for test in tests) and (
        _others_earn_nothing(rule)
    )


def _is_mapped(rule: Element) -> bool:
    """Nothing for no response, else what the mapping says."""
    tests, other = _tests(rule), rule.find("responseElse")
    if [str(test.tag) for test in tests] != ["isNull"] or other is None:
        return False
    first = rule.find("responseIf")
    assert first is not None  # noqa: S101 - it has the test
    return _earns_nothing(first) and all(_is_sum(_only(one)) for one in _scores(other)) and _is_flat(other)


def _tests(rule: Element) -> list[Element]:
    """What the branches ask; of branches that do more than ask and set values, nothing."""
    branches = [branch for branch in rule if branch.tag in {"responseIf", "responseElseIf"}]
    fit = all(len(branch) and _is_flat(branch, after=1) and _has_fixed_score(branch) for branch in branches)
    return [branch[0] for branch in branches] if fit else []


def _has_fixed_score(branch: Element) -> bool:
    return all(getattr(_only(one), "tag", "") == "baseValue" for one in _scores(branch))


def _others_earn_nothing(rule: Element) -> bool:
    other = rule.find("responseElse")
    return bool(_tests(rule)) and (other is None or _earns_nothing(other))


def _earns_nothing(branch: Element) -> bool:
    values = [_only(one) for one in _scores(branch)]
    return all(value is not None and value.tag == "baseValue" and _is_zero(value) for value in values)


def _is_zero(value: Element) -> bool:
    return (value.text or "").strip().strip("0.") == ""


def _is_sum(value: Element | None) -> bool:
    """One mapping, the sum of several, or their mean."""
    if value is None:
        return False
    if value.tag == "divide":
        return len(value) == 2 and _is_sum(value[0]) and value[1].tag == "baseValue"
    return value.tag == "mapResponse" or (value.tag == "sum" and len(value) > 0 and all(map(_is_sum, value)))


def _is_flat(branch: Element, after: int = 0) -> bool:
    return all(one.tag == "setOutcomeValue" for one in list(branch)[after:])


def _scores(branch: Element) -> Iterable[Element]:
    return [one for one in branch if one.tag == "setOutcomeValue" and _sets_score(one)]


def _sets_score(setting: Element) -> bool:
    return setting.get("identifier") == SCORE


def _only(parent: Element) -> Element | None:
    return parent[0] if len(parent) == 1 else None
