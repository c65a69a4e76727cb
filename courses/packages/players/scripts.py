"""Many classic scripts in one file, each run as if it had come alone.

A library's script may declare its globals with `var`, `function`, `let` or `class`, may begin with "use strict", may
throw, may not even parse: run one after the other in one file, the first that fails would take the rest along, and a
function round each would hide its globals. So each is kept as a text and run in a script element of its own, which the
player's policy allows ('unsafe-inline'; there is no eval in it). Who asks where it came from is told the library's own
address, as bundled modules do to find their pictures.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

import rjsmin

_RUN = """(function(scripts){scripts.forEach(function(one){\
var element=document.createElement("script");\
Object.defineProperty(element,"src",{value:new URL(one[1],document.baseURI).href});\
element.text=one[2]+"\\n//# sourceURL="+one[0];\
document.head.appendChild(element).remove()})})([
%s
]);
"""
_LONG_LINE = 500
_CODE_IN_TEXT = re.compile(r"`[^`]*\$\{")


class Script(NamedTuple):
    name: str
    address: str
    text: str


def put_together(scripts: Iterable[Script]) -> str:
    """One script that runs them in order."""
    parts = [[_one_line(script.name), script.address, minified(script.text)] for script in scripts]
    return _RUN % ",\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)


def minified(text: str) -> str:
    """Without comments and white space, where that is safe and worth it.

    What was minified before is left as it is, and so is a script with code inside a template's text: rjsmin takes the
    end of an inner template for the end of the outer one.
    """
    text = text.removeprefix("\ufeff")
    if _CODE_IN_TEXT.search(text) or len(text) > _LONG_LINE * (text.count("\n") + 1):
        return text
    shorter: str = rjsmin.jsmin(text)
    return shorter


def _one_line(name: str) -> str:
    return re.sub(r"\s", " ", name)
