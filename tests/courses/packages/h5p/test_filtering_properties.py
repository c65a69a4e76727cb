"""Whatever is put in: what comes out holds no script, nothing unknown, and comes out the same again."""

import html
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.packages.h5p.filtering import filtered
from courses.packages.h5p.semantics import AnyField, GroupField, LibraryField, ListField, Semantics
from tests.courses.packages.h5p.payloads import PAYLOADS
from tests.factories.semantics import COLUMN, MEDIA, QUIZ, TEXT, VALUES, semantics, semantics_of

UUID = "1d3f3f2c-0c8b-4b8a-9f7e-0d1c2b3a4f5e"
_RUNS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
    "form",
    "link",
    "meta",
    "base",
    "template",
    "input",
}
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "background", "poster", "srcset"}

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(PAYLOADS),
    st.lists(st.sampled_from(PAYLOADS), min_size=2, max_size=3).map("".join),
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b",
                ">",
                "<strong>",
                "</strong>",
                "<table>",
                "<td>",
                "</table>",
                "<a href='",
                "'",
                '"',
                "&",
                "&lt;",
                "&#60;",
                "<!--",
                "-->",
                "<svg>",
                "<math>",
                "<style>",
                "</style>",
                "<script>",
                "<pre>",
                "\n",
                "\r",
                "x",
                "\xa0",
                "onload=",
                "javascript:",
                "<ul>",
                "<li>",
                "<button>",
                "<select>",
                "<noscript>",
                "<textarea>",
                "<title>",
                "<img src=",
            ]
        ),
        max_size=14,
    ).map("".join),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["path", "library", "params", "__proto__", "constructor", "text", "x"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def shaped(field: AnyField, depth: int = 3) -> st.SearchStrategy[Any]:
    """Values in the field's shape, some of them hostile; anything at all where the shape would go too deep."""
    if isinstance(field, GroupField):
        return shaped(field.fields[0], depth) if field.flattened else _group(field, depth)
    if isinstance(field, ListField):
        return st.lists(shaped(field.field, depth), max_size=3)
    if isinstance(field, LibraryField):
        return st.one_of([_nested(name, depth) for name in (*field.options, QUIZ)]) if depth else anything
    return _single(field)


def _single(field: AnyField) -> st.SearchStrategy[Any]:
    file = st.fixed_dictionaries(
        {"path": texts | st.just("images/x.png")}, optional={"mime": texts, "copyright": anything}
    )
    return {
        "text": texts,
        "number": st.integers() | st.floats() | st.integers(-200, 200),
        "boolean": st.booleans(),
        "select": st.sampled_from(["auto", "multi"]) | texts,
        "image": file,
        "file": file,
        "video": st.lists(file, max_size=2),
        "audio": st.lists(file, max_size=2),
    }[field.type]


def _group(group: GroupField, depth: int) -> st.SearchStrategy[Any]:
    known = {field.name: st.one_of(shaped(field, depth), anything) for field in group.fields}
    return st.fixed_dictionaries({}, optional={**known, "__proto__": anything, "unknown": anything})


def _nested(name: str, depth: int) -> st.SearchStrategy[Any]:
    tree = semantics_of(name)
    params = anything if tree is None else st.deferred(lambda: _group(tree.root, depth - 1))
    optional = {"subContentId": st.just(UUID) | texts, "metadata": anything, "unknown": anything}
    return st.fixed_dictionaries({"library": st.just(name), "params": params}, optional=optional)


contents = st.sampled_from(list(VALUES)).flatmap(
    lambda main: st.tuples(st.just(main), _group(semantics_of(main).root, 3))
)


@settings(max_examples=300, deadline=None)
@given(contents)
def test_what_is_filtered_is_safe_known_and_comes_out_the_same_again(content: tuple[str, Any]):
    main, parameters = content
    kept = filtered(parameters, main=main, semantics_of=semantics_of)
    assert filtered(kept, main=main, semantics_of=semantics_of) == kept
    for text in _strings(kept):
        assert_no_script(text)
    _assert_known(kept, semantics_of(main).root)
    json.dumps(kept, allow_nan=False).encode()


@settings(max_examples=300, deadline=None)
@given(
    texts,
    st.sets(st.sampled_from(["a", "b", "table", "pre", "img", "ul", "script", "svg", "style", "form", "iframe", "h2"])),
    st.integers(0, 90),
)
def test_a_text_with_any_tags_and_any_length_is_safe_and_comes_out_the_same_again(
    text: str, tags: set[str], longest: int
):
    field = {"name": "x", "type": "text", "tags": sorted(tags), "font": True, "maxLength": longest}
    known = {"X 1.0": semantics(field)}.get
    once = filtered({"x": text}, main="X 1.0", semantics_of=known)
    assert filtered(once, main="X 1.0", semantics_of=known) == once
    assert len(once["x"]) <= longest
    assert_no_script(once["x"])


@settings(max_examples=300, deadline=None)
@given(
    st.floats(allow_nan=False) | st.integers(),
    st.floats(-1e6, 1e6) | st.none(),
    st.floats(-1e6, 1e6) | st.none(),
    st.floats(1e-3, 1e3) | st.none(),
    st.integers(0, 5) | st.none(),
)
def test_a_number_comes_out_the_same_again(value: float, least: Any, most: Any, step: Any, decimals: Any):
    field = {"name": "x", "type": "number", "min": least, "max": most, "step": step, "decimals": decimals}
    known = {"X 1.0": semantics(field)}.get
    once = filtered({"x": value}, main="X 1.0", semantics_of=known)
    assert filtered(once, main="X 1.0", semantics_of=known) == once
    assert most is None or once["x"] <= most


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_harmless_with_and_without_tags(payload: str):
    given = {"question": payload, "code": payload, "answers": [{"text": payload, "tips": payload}]}
    nested = {
        "content": [
            {"content": {"library": QUIZ, "params": given}},
            {"content": {"library": TEXT, "params": {"text": payload}}},
        ]
    }
    kept = filtered(nested, main=COLUMN, semantics_of=semantics_of)
    for text in _strings(kept):
        assert_no_script(text)


def assert_no_script(text: str) -> None:
    """By a parser that reads as browsers do; an attribute's value is read as well, as it may become HTML in turn."""
    for element in tinyhtml5.parse(f"<!DOCTYPE html><body>{text}", namespace_html_elements=False).iter():
        name = str(element.tag).rpartition("}")[2].lower()
        assert name not in _RUNS, text
        for attribute, value in element.attrib.items():
            assert not str(attribute).lower().startswith("on"), text
            address = "".join(html.unescape(value).split()).lower()
            assert not (attribute in _ADDRESSES and address.startswith(("javascript:", "data:", "vbscript:"))), text
            assert attribute != "style" or not {"url(", "expression", "@import"} & {
                p for p in ("url(", "expression", "@import") if p in value
            }


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(inner)


def _assert_known(value: Any, group: GroupField) -> None:
    """No key that the semantics do not have."""
    allowed = set(group.by_name) | ({"subContentId"} if group.is_sub_content else set())
    assert set(value) <= allowed
    for name, inner in value.items():
        if name in group.by_name:
            _assert_known_value(inner, group.by_name[name])


def _assert_known_value(value: Any, field: AnyField) -> None:
    if isinstance(field, GroupField):
        _assert_known_value(value, field.fields[0]) if field.flattened else _assert_known(value, field)
    elif isinstance(field, ListField):
        assert len(value) <= (field.max or len(value))
        for inner in value:
            _assert_known_value(inner, field.field)
    elif isinstance(field, LibraryField):
        assert set(value) <= {"library", "params", "subContentId", "metadata"}
        assert value["library"] in field.options
        _assert_known(value["params"], semantics_of(value["library"]).root)
    elif field.type in ("image", "file"):
        assert set(value) <= {"path", "mime", "copyright", "width", "height"}


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
