"""Parameters of an earlier version of a library, brought up to date by its own script as a host runs it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cms.demo.packages import LIBRARIES

SCRIPT = LIBRARIES / "Polidari.ServiceScale-1.1" / "upgrades.js"
BEFORE = Path(__file__).parent / "parameters" / "service-scale-1.0.json"
# The contract: H5PUpgrades[name][major][minor].contentUpgrade(parameters, finished, extras).
RUN = """
const fs = require('node:fs');
const [script, parameters] = JSON.parse(fs.readFileSync(0, 'utf8'));
(0, eval)(script);
const step = H5PUpgrades['Polidari.ServiceScale'][1][1];
step.contentUpgrade(parameters, (error, done, extras) => {
  process.stdout.write(JSON.stringify({error, done, extras}));
}, {metadata: {title: 'Scale'}});
"""

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


def upgraded(parameters: Any) -> Any:
    given = json.dumps([SCRIPT.read_text(encoding="utf-8"), parameters])
    ran = subprocess.run(["node", "-e", RUN], input=given, capture_output=True, text=True, check=True)
    answer = json.loads(ran.stdout)
    assert answer["error"] is None
    assert answer["extras"] == {"metadata": {"title": "Scale"}}
    return answer["done"]


@pytest.fixture(scope="module")
def before() -> Any:
    return json.loads(BEFORE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def after(before: Any) -> Any:
    return upgraded(before)


def test_what_the_new_version_leaves_alone_stays(before: Any, after: Any):
    for name in ("intro", "steps"):
        assert after[name] == before[name]
    for old, new in zip(before["practice"]["items"], after["practice"]["items"], strict=True):
        assert (new["text"], new["step"]) == (old["text"], old["step"])


def test_a_feedback_becomes_that_of_right_and_of_wrong_answers(before: Any, after: Any):
    for old, new in zip(before["practice"]["items"], after["practice"]["items"], strict=True):
        assert new["feedback"] == {"right": old["feedback"], "wrong": old["feedback"]}


def test_the_exercise_behaves_as_it_did(after: Any):
    assert after["behaviour"] == {"passPercentage": 100, "solution": "atOnce", "enableRetry": True}
    assert after["own"]["required"] is True


def test_the_button_has_its_new_name(before: Any, after: Any):
    assert after["l10n"]["check"] == before["l10n"]["finish"]
    assert "finish" not in after["l10n"]


def test_what_is_up_to_date_stays_as_it_is(after: Any):
    assert upgraded(after) == after


def test_parameters_with_gaps_do_not_stop_it():
    assert upgraded({})["behaviour"]["solution"] == "atOnce"
    assert upgraded({"practice": {"items": [{"text": "One", "step": "1"}]}})["practice"]["items"] == [
        {"text": "One", "step": "1"}
    ]


def test_all_keys_are_those_of_the_semantics(after: Any):
    semantics = json.loads((SCRIPT.parent / "semantics.json").read_text(encoding="utf-8"))
    known = {field["name"]: field for field in semantics}
    assert set(after) <= set(known)
    for group in ("own", "behaviour", "l10n"):
        assert set(after[group]) <= {field["name"] for field in known[group]["fields"]}
