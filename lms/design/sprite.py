"""The icons that exist: the symbols of the one SVG sprite."""

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "design" / "icons.svg"

# Drawn the other way round in right-to-left scripts.
DIRECTIONAL = frozenset({"arrow", "back", "list", "sign-in", "sign-out", "send", "quiz", "external"})


@cache
def icon_names() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text("utf-8")))
