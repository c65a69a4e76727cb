"""Actions and queries are the rules of the house: they take the clock and the person as given, by keyword."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lint.sources import ROOT, code, named

pytestmark = pytest.mark.lint

RULES = [path for path in code() if path.stem in {"actions", "queries"} or {"actions", "queries"} & set(path.parts)]
ACTIONS = [path for path in RULES if path.stem == "actions" or "actions" in path.parts]
OF_THE_WEB = (
    "django.http",
    "django.shortcuts",
    "django.urls",
    "django.views",
    "django.forms",
    "django.contrib.messages",
)
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}

# path: why it may
MAY_READ_THE_CLOCK = {
    "cms/outlining/actions.py": "asked for by Wagtail's signals, which tell no time, and done after the commit",
}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree: ast.AST) -> Iterator[str]:
    nodes = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return (node.attr for node in nodes if isinstance(node, ast.Attribute))


def parse(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text())


def public_functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def test_a_rule_does_not_know_the_web() -> None:
    found = {named(path): [name for name in imports(parse(path)) if name.startswith(OF_THE_WEB)] for path in RULES}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_rule_is_told_the_time() -> None:
    found = {named(path): [name for name in calls(parse(path)) if name in CLOCKS] for path in RULES}
    assert {path: names for path, names in found.items() if names and path not in MAY_READ_THE_CLOCK} == {}


def positional_names(function: ast.FunctionDef) -> set[str]:
    return {argument.arg for argument in (*function.args.posonlyargs, *function.args.args)}


def test_who_and_when_are_given_by_keyword() -> None:
    positional = [
        f"{named(path)}: {function.name}"
        for path in ACTIONS
        for function in public_functions(parse(path))
        if {"by", "at"} & positional_names(function)
    ]
    assert positional == []


def test_no_action_sends_a_job_by_itself() -> None:
    senders = {"delay", "apply_async", "send_task", "delay_on_commit"}
    assert [named(path) for path in ACTIONS if senders & set(calls(parse(path)))] == []


def test_there_is_something_to_check() -> None:
    assert "lms/jobs/actions.py" in map(named, ACTIONS)
