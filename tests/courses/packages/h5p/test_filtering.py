import json
from typing import Any

import pytest

from courses.packages.h5p.filtering import filtered
from courses.packages.h5p.semantics import Semantics
from tests.factories.semantics import COLUMN, MEDIA, QUIZ, TEXT, semantics, semantics_of

X = "Test.X 1.0"
UUID = "1d3f3f2c-0c8b-4b8a-9f7e-0d1c2b3a4f5e"


def of(tree: Semantics, **parameters: Any) -> dict[str, Any]:
    return filtered(parameters, main=X, semantics_of={X: tree}.get)


def value(field: dict[str, Any], given: Any) -> Any:
    """What becomes of one value; None where it is dropped."""
    return of(semantics({"name": "x", **field}), x=given).get("x")


def test_what_the_semantics_do_not_know_is_dropped_at_every_depth():
    answer = {"text": "Yes", "correct": True, "extra": 1, "tips": "Think."}
    given = {"question": "Why?", "answers": [answer], "behaviour": {"type": "multi", "more": []}, "unknown": {}}
    assert filtered(given, main=QUIZ, semantics_of=semantics_of) == {
        "question": "Why?",
        "answers": [{"text": "Yes", "correct": True, "tips": "Think."}],
        "behaviour": {"type": "multi"},
    }


def test_keys_of_the_prototype_are_dropped_even_where_semantics_name_them():
    tree = semantics({"name": "__proto__", "type": "text"}, {"name": "constructor", "type": "text"})
    given = json.loads('{"__proto__": "x", "constructor": "y", "prototype": "z"}')
    assert filtered(given, main=X, semantics_of={X: tree}.get) == {}


def test_nothing_is_left_where_the_main_library_is_not_known():
    assert filtered({"text": "x"}, main="Test.Nobody 1.0", semantics_of=semantics_of) == {}


@pytest.mark.parametrize("given", [None, [], "x", 3])
def test_parameters_that_are_no_object_are_empty(given: Any):
    assert filtered(given, main=QUIZ, semantics_of=semantics_of) == {}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("""<b>"it's"</b>""", "&lt;b&gt;&quot;it&#039;s&quot;&lt;/b&gt;"),
        ("&lt;b&gt; &amp; &#039; &#x27; &eacute;", "&lt;b&gt; &amp; &#039; &#x27; &eacute;"),
        ("&nonsense; &; &#;", "&amp;nonsense; &amp;; &amp;#;"),
        ("지방\n정부", "지방\n정부"),
        ("nul\x00 and \ud800 half", "nul and  half"),
        (3, ""),
        (None, ""),
        (["x"], ""),
    ],
)
def test_a_text_without_tags_is_escaped_and_not_twice(given: Any, expected: str):
    assert value({"type": "text"}, given) == expected
    assert value({"type": "text"}, expected) == expected


def test_a_text_is_cut_at_its_longest_and_no_entity_is_broken():
    assert value({"type": "text", "maxLength": 3}, "abcdef") == "abc"
    assert value({"type": "text", "maxLength": 7}, "a&b&c") == "a&amp;b"
    assert value({"type": "text", "maxLength": 8}, "a&b&c") == "a&amp;b"
    cut = value({"type": "text", "tags": ["strong"], "maxLength": 30}, f"<p><strong>{'long ' * 20}</strong></p>")
    assert cut == "<p><strong>long l</strong></p>"


@pytest.mark.parametrize(
    ("tags", "given", "expected"),
    [
        ([], "<p>a<br><b>b</b><div><span>c</span></div></p>", "<p>a<br>b</p><div><span>c</span></div><p></p>"),
        (["b"], "<b>x</b><strong>y</strong><i>z</i>", "<b>x</b><strong>y</strong>z"),
        (["i"], "<i>x</i><em>y</em>", "<i>x</i><em>y</em>"),
        (["ul"], "<ul><li>x</li></ul>", "<ul><li>x</li></ul>"),
        (["del"], "<del>x</del><s>y</s>", "<del>x</del><s>y</s>"),
        (
            ["table"],
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan=2>b</td></tr></tbody></table>",
            '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
        ),
        (["a"], "<a href='javascript:alert(1)'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        (["a"], "<a href='ftp://x/y'>x</a>", '<a href="ftp://x/y" rel="noopener noreferrer">x</a>'),
        (["a"], "<a href='data:text/html,x'>x</a>", '<a rel="noopener noreferrer">x</a>'),
        ([], "<p onclick=alert(1) class=x id=y>x</p>", "<p>x</p>"),
        (["script", "style", "iframe", "svg"], "<script>x</script><style>x</style><svg onload=x>", ""),
        (["pre"], "<pre>\n\n\nx</pre>", "<pre>x</pre>"),
    ],
)
def test_a_text_with_tags_keeps_those_and_their_companions(tags: list[str], given: str, expected: str):
    assert value({"type": "text", "tags": tags}, given) == expected


@pytest.mark.parametrize(
    ("font", "style", "expected"),
    [
        ({"color": True}, "color: #ff0000; font-size: 2em", "color: #ff0000"),
        ({"size": True}, "color:red;FONT-SIZE: 120%", "font-size: 120%"),
        ({"family": True}, "font-family: Arial, sans-serif", "font-family: Arial, sans-serif"),
        ({"background": True}, "background-color:rgb(1, 2, 3)", "background-color: rgb(1, 2, 3)"),
        ({"background": True}, "background-color: url(//x)", None),
        (
            {"spacing": True, "height": True},
            "letter-spacing:1px;line-height:1.5",
            "letter-spacing: 1px; line-height: 1.5",
        ),
        ({}, "position:fixed;inset:0", None),
        ({}, "text-align:center", "text-align: center"),
        (None, "color:red", None),
        (True, "color: expression(alert(1)); color: teal", "color: teal"),
    ],
)
def test_styles_are_those_that_the_font_allows(font: Any, style: str, expected: str | None):
    attribute = "" if expected is None else f' style="{expected}"'
    assert (
        value({"type": "text", "tags": [], "font": font}, f'<span style="{style}">x</span>')
        == f"<span{attribute}>x</span>"
    )


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ({"min": 0, "max": 100}, 101, 100),
        ({"min": 0, "max": 100}, -1, 0),
        ({"min": 5}, "nonsense", 5),
        ({}, "12.5", 12.5),
        ({}, True, 0),
        ({}, None, 0),
        ({}, float("nan"), 0),
        ({}, float("inf"), 0),
        ({}, 10**400, 0),
        ({"step": 5}, 12, 10),
        ({"min": 1, "step": 5}, 12, 11),
        ({"step": 0.1}, 0.3, 0.3),
        ({"decimals": 1}, 1.26, 1.3),
        ({"decimals": 0}, 1.4, 1),
        ({"min": 5, "max": 3}, 9, 3),
        ({"step": 0}, 7, 7),
    ],
)
def test_numbers_are_clamped_stepped_and_rounded(field: dict[str, Any], given: Any, expected: float):
    assert value({"type": "number", **field}, given) == expected


def test_what_is_not_true_is_false():
    assert [value({"type": "boolean"}, one) for one in (True, False, 1, "true", None)] == [True, *[False] * 4]


OPTIONS = [{"value": "a", "label": "A"}, {"value": "b&c", "label": "B"}, {"value": 3, "label": "C"}]


@pytest.mark.parametrize(
    ("field", "given", "expected"),
    [
        ({}, "a", "a"),
        ({}, "b&c", "b&amp;c"),
        ({}, "b&amp;c", "b&amp;c"),
        ({}, 3, "3"),
        ({}, "z", "a"),
        ({"default": "3"}, "z", "3"),
        ({"optional": True}, "z", None),
        ({}, ["b&c"], "b&amp;c"),
        ({"multiple": True}, ["a", "z", "3"], ["a", "3"]),
        ({"multiple": True}, "a", []),
        ({"options": []}, "<b>", "&lt;b&gt;"),
    ],
)
def test_a_choice_is_one_of_the_options(field: dict[str, Any], given: Any, expected: Any):
    assert value({"type": "select", "options": OPTIONS, **field}, given) == expected


def test_a_list_has_no_more_than_its_most_and_none_that_is_empty_is_kept():
    field = {"type": "list", "max": 2, "field": {"name": "y", "type": "text"}}
    assert value(field, ["a", "b", "c"]) == ["a", "b"]
    assert value(field, []) is None
    assert value(field, {"0": "a"}) is None


def test_a_group_of_one_field_is_that_field_unless_it_is_content_of_its_own():
    fields = [{"name": "y", "type": "text"}]
    assert value({"type": "group", "fields": fields}, "text") == "text"
    assert value({"type": "group", "fields": fields}, {"y": "text"}) == ""
    own = {"type": "group", "isSubContent": True, "fields": fields}
    assert value(own, {"y": "text", "subContentId": UUID}) == {"y": "text", "subContentId": UUID}
    assert value(own, {"y": "text", "subContentId": "x'y"}) == {"y": "text"}


@pytest.mark.parametrize(
    "path",
    [
        "../1/images/x.png",
        "/etc/passwd",
        "images/../../x.png",
        "images/%2e%2e/%2E%2E/x.png",
        "images\\x.png",
        "//x/y.png",
        "C:/x.png",
        "javascript:alert(1)",
        "data:image/png;base64,x",
        "https://elsewhere/x.png",
        "",
        " x.png",
        "a\n.png",
        None,
        3,
        "images/%252e%252e/x.png",
        "x" * 300,
        "x.png?y",
        "x.png#y",
        "&ampLT;x.png",
        "&#46;&#46;/x.png",
    ],
)
def test_a_file_that_does_not_lie_in_the_content_is_dropped(path: Any):
    assert value({"type": "image"}, {"path": path, "mime": "image/png"}) is None


def test_a_file_keeps_path_kind_size_and_rights_only():
    rights = {"title": "<b>", "license": "CC BY", "year": "2020", "onload": "x"}
    given = {
        "path": "images/x y.png#tmp",
        "mime": "image/png",
        "width": "640",
        "height": 480.5,
        "copyright": rights,
        "x": 1,
    }
    assert value({"type": "image"}, given) == {
        "path": "images/x y.png",
        "mime": "image/png",
        "width": 640,
        "height": 480,
        "copyright": {"title": "&lt;b&gt;", "license": "CC BY", "year": "2020"},
    }
    assert value({"type": "image"}, {"path": "x.png", "mime": "image/png' onload='x", "width": -1}) == {"path": "x.png"}


def test_films_and_sounds_may_lie_at_an_address_of_the_web():
    given = [{"path": "https://films.example/x?v=1&t=2", "mime": "video/YouTube"}, {"path": "videos/x.mp4"}]
    assert [one["path"] for one in value({"type": "video"}, given)] == [
        "https://films.example/x?v=1&amp;t=2",
        "videos/x.mp4",
    ]
    for address in (
        "javascript:x",
        "//x/y",
        "https://",
        "https://u:p@x/",
        "http://x/ y",
        "https://x/\"onerror='",
        "ftp://x/y",
    ):
        assert value({"type": "audio"}, [{"path": address}]) is None, address


def test_a_nested_library_is_one_of_those_on_offer_and_known_here():
    offered = {"type": "library", "options": [TEXT, "Test.Nobody 1.0"]}
    tree = semantics({"name": "x", **offered})

    def nested(**given: Any) -> Any:
        known = {X: tree, TEXT: semantics_of(TEXT), QUIZ: semantics_of(QUIZ)}
        return filtered({"x": given}, main=X, semantics_of=known.get).get("x")

    params = {"text": "<p>x</p><script>y</script>", "more": 1}
    assert nested(library=TEXT, params=params, subContentId=UUID, metadata={"title": "<i>", "x": 1}, evil=1) == {
        "library": TEXT,
        "params": {"text": "<p>x</p>"},
        "subContentId": UUID,
        "metadata": {"title": "&lt;i&gt;"},
    }
    assert nested(library=TEXT, params=[], subContentId="1") == {"library": TEXT, "params": {}}
    assert nested(library=QUIZ, params={}) is None
    assert nested(library="Test.Nobody 1.0", params={}) is None
    assert nested(library=["x"]) is None
    assert nested() is None


def test_libraries_lie_in_one_another_only_so_deep():
    inner: dict[str, Any] = {"content": [{"content": {"library": TEXT, "params": {"text": "x"}}, "line": "auto"}]}
    for _level in range(60):
        inner = {"content": [{"content": {"library": COLUMN, "params": inner}, "line": "auto"}]}
    kept = json.dumps(filtered(inner, main=COLUMN, semantics_of=semantics_of))
    assert 0 < kept.count(COLUMN) < 60
    assert TEXT not in kept


def test_rights_and_metadata_of_a_film_stay_texts():
    given = {"file": {"path": "x.png", "copyright": {"author": "<script>", "title": {"a": 1}}}}
    assert filtered(given, main=MEDIA, semantics_of=semantics_of) == {
        "file": {"path": "x.png", "copyright": {"author": "&lt;script&gt;"}}
    }
