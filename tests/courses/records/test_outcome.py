"""What the objects of a SCORM package come to: rules of each version, of many objects, and of values that are none."""

from decimal import Decimal
from typing import Any

import pytest

from courses.packages.scorm.structure import Item, Scorm
from courses.records.courseware.outcome import claim_of, outcome_of

SCO = Item(key="a", title="A", href="a.html", sco=True)
MASTERED = SCO.model_copy(update={"mastery": "80"})


def cmi_12(status: str, **score: Any) -> dict[str, Any]:
    return {"core": {"lesson_status": status, "score": score}}


@pytest.mark.parametrize(
    ("item", "cmi", "done", "success", "score"),
    [
        (SCO, None, False, None, None),
        (SCO, {}, False, None, None),
        (SCO, cmi_12("incomplete", raw="50"), False, None, "0.5000"),
        (SCO, cmi_12("completed"), True, None, None),
        (SCO, cmi_12("passed", raw="9", min="0", max="10"), True, True, "0.9000"),
        (SCO, cmi_12("failed", raw="3", min="1", max="5"), True, False, "0.5000"),
        (MASTERED, cmi_12("completed", raw="80"), True, True, "0.8000"),
        (MASTERED, cmi_12("passed", raw="79"), True, False, "0.7900"),
        (SCO, cmi_12("passed", raw="101"), True, True, None),
        (SCO, cmi_12("passed", raw="NaN", max="1e999"), True, True, None),
        (SCO, {"core": []}, False, None, None),
        (SCO, {"core": {"lesson_status": ["passed"], "score": "x"}}, False, None, None),
    ],
)
def test_an_object_of_12(item: Item, cmi: Any, done: bool, success: bool | None, score: str | None):
    outcome = outcome_of(item, "1.2", cmi)
    assert (outcome.done, outcome.success, score and str(outcome.score)) == (done, success, score)


@pytest.mark.parametrize(
    ("cmi", "done", "success", "score"),
    [
        ({"completion_status": "incomplete"}, False, None, None),
        ({"completion_status": "completed"}, True, None, None),
        ({"success_status": "failed", "score": {"scaled": "-0.5"}}, True, False, "0.0000"),
        ({"success_status": "passed", "score": {"scaled": 0.75}}, True, True, "0.7500"),
        ({"completion_status": "completed", "score": {"raw": "3", "min": "0", "max": "4"}}, True, None, "0.7500"),
        ({"completion_status": "completed", "score": {"raw": "3"}}, True, None, None),
        ({"completion_status": "completed", "score": {"scaled": "2"}}, True, None, None),
    ],
)
def test_an_object_of_2004(cmi: Any, done: bool, success: bool | None, score: str | None):
    outcome = outcome_of(SCO, "2004", cmi)
    assert (outcome.done, outcome.success, score and str(outcome.score)) == (done, success, score)


def test_a_package_is_done_when_all_its_objects_are_and_an_asset_when_it_was_opened():
    asset = Item(key="b", title="B", href="b.html")
    scorm = Scorm(version="1.2", edition="1.2", title="T", key="O", items=(SCO, asset, MASTERED))
    states = {0: cmi_12("passed", raw="100"), 2: cmi_12("completed", raw="60")}
    assert claim_of(scorm, states) is None
    claim = claim_of(scorm, states | {1: {}})
    assert claim is not None
    assert (claim.success, claim.score, claim.completion) == (False, Decimal("0.8000"), True)
