"""A module over 300 lines or a function over 40 is a sign that an idea wants its own name."""

import ast
from pathlib import Path

import pytest

from tests.lint.sources import ROOT, code, named

pytestmark = pytest.mark.lint

MODULE_LINES = 300
FUNCTION_LINES = 40
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "services", "service"}

# path: why it may be longer
LONG_MODULES: dict[str, str] = {}


def lines_of(path: Path) -> int:
    return len((ROOT / path).read_text().splitlines())


def functions_of(path: Path) -> list[tuple[str, int]]:
    """Name and number of lines of each function in a module."""
    tree = ast.parse((ROOT / path).read_text())
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]


def test_a_module_holds_one_idea() -> None:
    long = {named(path): lines_of(path) for path in code(with_tests=True) if lines_of(path) > MODULE_LINES}
    assert {path: lines for path, lines in long.items() if path not in LONG_MODULES} == {}
    assert set(LONG_MODULES) <= set(long), "not long any more"


def test_a_module_has_a_name_of_the_field() -> None:
    paths = code(with_tests=True)
    assert [named(path) for path in paths if NAMES_THAT_SAY_NOTHING & {path.stem, *path.parts[:-1]}] == []


def test_a_function_fits_a_glance() -> None:
    long = [(named(path), *found) for path in code() for found in functions_of(path) if found[1] > FUNCTION_LINES]
    assert long == []
