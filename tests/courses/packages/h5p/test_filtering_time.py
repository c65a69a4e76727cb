"""A megabyte of parameters, of whatever kind, is filtered in less than a second."""

import json
import time
from typing import Any

import pytest

from courses.packages.h5p.filtering import filtered
from courses.packages.h5p.semantics import Semantics
from tests.factories.semantics import COLUMN, MEDIA, QUIZ, TEXT, semantics, semantics_of

MEGABYTE = 1_000_000
_DENSE: dict[str, str] = {
    "ampersands": "&",
    "lone-ampersands": "&a",
    "less": "<",
    "deep": "<div>",
    "deep-other-ends": "<div></p>",
    "fonts": "<font x=%d><p>",
    "attributes": "<a a%d",
    "comments": "<!--",
    "entities": "&lt;",
    "ends": "</b>",
    "tables": "<table><b>",
    "adoption": "<b><p></b>",
    "formats": "<b a=%d><i>",
    "pre": "<pre>\n",
    "quotes": "'\"",
    "cells": "<svg><td>",
    "list": "<ul><li>",
    "styles": "<p style='a:b;",
    "links": "<a>",
    "selects": "<select><option>",
    "nobr": "<nobr><p>",
    "cdata": "<svg><![CDATA[",
    "nul": "\x00<p>",
}


@pytest.mark.parametrize("dense", _DENSE.values(), ids=_DENSE)
def test_a_megabyte_of_one_text_takes_less_than_a_second(dense: str):
    one = dense % 7 if "%d" in dense else dense
    text = "".join(dense % n if "%d" in dense else dense for n in range(MEGABYTE // len(one)))
    pieces = [text[start : start + 100_000] for start in range(0, len(text), 100_000)]
    given = {"content": [{"content": {"library": TEXT, "params": {"text": piece}}} for piece in [text, *pieces]]}
    _assert_quick(given, COLUMN)


def _assert_quick(given: Any, main: str, known: Any = semantics_of) -> None:
    begun = time.process_time()
    kept = filtered(given, main=main, semantics_of=known)
    assert time.process_time() - begun < 1
    assert len(json.dumps(kept)) < 12 * MEGABYTE


def test_a_megabyte_of_small_values_takes_less_than_a_second():
    answer = {"text": "<p>Yes, <strong>surely</strong>&nbsp;so</p>", "correct": True, "tips": "a < b"}
    quiz = {"library": QUIZ, "params": {"question": "<p>Why?</p>", "answers": [answer] * 6, "code": "ab-12"}}
    given = {"content": [{"content": quiz, "line": "auto"}] * (MEGABYTE // len(json.dumps(quiz)))}
    _assert_quick(given, COLUMN)


def test_a_megabyte_of_tiny_values_takes_less_than_a_second():
    field: dict[str, Any] = {"name": "x", "type": "list", "field": {"name": "y", "type": "text", "tags": ["b"]}}
    known = {"X 1.0": Semantics(semantics(field).root)}.get
    _assert_quick({"x": ["<b>"] * (MEGABYTE // 7)}, "X 1.0", known)
    assert len(filtered({"x": ["a"] * MEGABYTE}, main="X 1.0", semantics_of=known)["x"]) == 10_000


def test_a_megabyte_of_media_takes_less_than_a_second():
    film = {
        "path": "https://films.example/x?a=1&b=2",
        "mime": "video/mp4",
        "copyright": {"title": "<b>x</b>"},
        "width": "6",
    }
    _assert_quick({"films": [film] * (MEGABYTE // len(json.dumps(film)))}, MEDIA)
