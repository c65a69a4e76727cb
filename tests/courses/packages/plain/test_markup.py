"""What is marked as safe is safe, and what is taken apart stays the same."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.packages.plain import exercise_of
from courses.packages.plain.markup import blocks, gap, phrase, pieces, runs, words
from tests.courses.packages.plain.rendering import filled, sheet
from tests.factories.exercises import EXAMPLES, Example, Parameters

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<svg onload=alert(1)>",
    '"><script>alert(1)</script>',
    "<p onclick=alert(1) style='background:url(//x)'>x</p>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    '<a href="*x*">*y*</a>',
    "*\"><script>alert(1)</script>*",
]  # fmt: skip
NEVER = {"script", "iframe", "svg", "object", "embed", "style", "base"}


class Elements(HTMLParser):
    """What a browser would act on, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        bad = [name for name, value in attrs if name.startswith("on") or name in ("style", "srcdoc") or _acts(value)]
        self.dangers += [tag] * (tag in NEVER) + bad


def _acts(value: str | None) -> bool:
    return (value or "").strip().lower().startswith("javascript:")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("held", EXAMPLES, ids=lambda one: one.name)
def test_nothing_in_parameters_becomes_a_script(held: Example, hostile: str):
    exercise = exercise_of(main=held.main, parameters=poisoned(held.parameters, hostile))
    if exercise is None:
        return
    elements = Elements()
    elements.feed(sheet(exercise) + filled(exercise, held.partly))
    assert elements.dangers == []


def poisoned(held: object, hostile: str) -> Parameters:
    """The same with the text in every text; what chooses among things stays."""
    if isinstance(held, dict):
        kept = {"library", "path", "mime", "type", "correct", "step", "choice", "protocol", "place", "solution"}
        return {key: value if key in kept else poisoned(value, hostile) for key, value in held.items()}
    if isinstance(held, list):
        return [poisoned(one, hostile) for one in held]
    return held + hostile if isinstance(held, str) else held


def test_an_answer_that_is_shown_again_stays_text():
    held = next(one for one in EXAMPLES if one.name == "blanks")
    exercise = exercise_of(main=held.main, parameters=held.parameters)
    shown = filled(exercise, {"p1-0": '"><script>alert(1)</script>'})
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_gap_inside_a_tag_is_no_gap():
    assert pieces(f'<a href="/{gap(0)}">x</a> {gap(1)}') == ['<a href="/" rel="noopener noreferrer">x</a> ', 1]


@given(st.text(st.sampled_from('<>&;"abp/ *=\ue000\ue001')))
def test_taking_apart_and_putting_together_is_nothing(text: str):
    cleaned = blocks(text)
    assert blocks(cleaned) == cleaned
    assert phrase(phrase(text)) == phrase(text)
    assert "<" not in nothing_but_text(cleaned)
    assert isinstance(words(text), str)


def nothing_but_text(cleaned: str) -> str:
    return "".join("" if run.tag else "x" for run in runs(cleaned))
