"""One style sheet serves both directions of writing: sides are start and end, not left and right."""

import re

import pytest

from tests.lint.sources import ROOT, named, ours

pytestmark = pytest.mark.lint

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<![\w-])(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;{}]+)(?=[;}])")
ANOTHER_HOST = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//")
SIDE = re.compile(r"(^|-)(left|right|top|bottom)(-|$)")
VALUE_TAKES_A_SIDE = {"text-align", "float", "clear", "caption-side", "resize"}
# Paper has one direction a sheet, and the print engine knows only the physical sides of a page.
ON_PAPER = "certificates/render"


def physical_sides(css: str) -> list[str]:
    """Declarations that name a side of the screen where a side of the writing is meant."""
    found = DECLARATION.finditer(COMMENT.sub("", css))
    return [match[0].strip() for match in found if names_a_side(match["name"], match["value"])]


def names_a_side(name: str, value: str) -> bool:
    if name in VALUE_TAKES_A_SIDE:
        return bool(re.search(r"\b(left|right)\b", value))
    return not name.startswith("--") and bool(SIDE.search(name))


STYLES = [path for path in ours(".css") if not named(path).startswith(ON_PAPER)]


def test_every_style_sheet_serves_both_directions() -> None:
    found = {named(path): physical_sides((ROOT / path).read_text()) for path in STYLES}
    assert {path: sides for path, sides in found.items() if sides} == {}


def test_no_style_sheet_asks_another_host() -> None:
    assert [named(path) for path in STYLES if ANOTHER_HOST.search((ROOT / path).read_text())] == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { margin-left: 1px; }", ["margin-left: 1px"]),
        ("a { margin-inline-start: 1px; inset-block-end: 0 }", []),
        ("a { text-align: right }", ["text-align: right"]),
        ("a { text-align: end; } /* left: 1px; */", []),
        ("a { left: 0; border-top-left-radius: 2px }", ["left: 0", "border-top-left-radius: 2px"]),
        ("a:hover { color: red } @media (min-width: 40em) { b { top: 0 } }", ["top: 0"]),
    ],
)
def test_the_check_finds_what_it_looks_for(css: str, found: list[str]) -> None:
    assert physical_sides(css) == found
