"""What an editor's client asks a library before it saves: the most points, or why it cannot be saved."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from cms.demo.packages import LIBRARIES, SOURCES

# The contract: H5PPresave[name](content, finished), where finished is told {maxScore}; a throw refuses.
RUN = """
const fs = require('node:fs');
const [script, name, content] = JSON.parse(fs.readFileSync(0, 'utf8'));
class InvalidContentSemanticsException extends Error {}
globalThis.H5PEditor = {Presave: {
  validateScore: (score) => { if (!(score >= 0)) { throw new Error('score'); } },
  exceptions: {InvalidContentSemanticsException},
}};
(0, eval)(script);
try { H5PPresave[name](content, (result) => process.stdout.write(JSON.stringify(result))); }
catch (error) { process.stdout.write(JSON.stringify({refused: error.constructor.name})); }
"""
REFUSED = {"refused": "InvalidContentSemanticsException"}

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")


def presaved(name: str, content: Any) -> Any:
    (folder,) = LIBRARIES.glob(f"{name}-*")
    given = json.dumps([(folder / "presave.js").read_text(encoding="utf-8"), name, content])
    ran = subprocess.run(["node", "-e", RUN], input=given, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@pytest.mark.parametrize(
    ("slug", "most"), [("egdi-parts", 2), ("own-part", 1), ("service-scale", 3), ("divide-map", 6)]
)
def test_a_content_of_the_demo_can_be_saved_with_its_points(slug: str, most: int):
    name = json.loads((SOURCES / slug / "h5p.json").read_text(encoding="utf-8"))["mainLibrary"]
    content = json.loads((SOURCES / slug / "content" / "content.json").read_text(encoding="utf-8"))
    assert presaved(name, content) == {"maxScore": most}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Polidari.MultipleChoice", {}),
        ("Polidari.MultipleChoice", {"answers": [{"text": "One"}, {"text": "Two"}]}),
        ("Polidari.ServiceScale", {"practice": {"items": []}}),
        ("Polidari.DivideMap", {"regions": []}),
        ("Polidari.DivideMap", {"regions": [{"place": "asia"}, {"place": "asia"}]}),
    ],
)
def test_what_could_not_be_played_is_not_saved(name: str, content: Any):
    assert presaved(name, content) == REFUSED


def test_one_point_for_the_whole_question_is_one_point():
    answers = [{"text": "One", "correct": True}, {"text": "Two", "correct": True}]
    content = {"answers": answers, "behaviour": {"singlePoint": True}}
    assert presaved("Polidari.MultipleChoice", content) == {"maxScore": 1}
