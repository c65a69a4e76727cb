"""Stylesheets put together: addresses, imports, open brackets, and which fonts come along."""

import pytest

from courses.packages.players.styles import Style, joined

FACE = "@font-face { font-family: '%s'; src: url('../fonts/a.woff2?v=4#iefix') }"


def sheet(text: str, path: str = "css/a.css", **files: str) -> Style:
    return Style(path, "/h5p/libraries/d/", text, files.get)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("url(img/a.png)", "url(/h5p/libraries/d/css/img/a.png)"),
        ("url('../a.png')", "url(/h5p/libraries/d/a.png)"),
        ("url(../../../a.png)", "url(/h5p/libraries/d/a.png)"),
        ('url( "a b.png" )', "url(/h5p/libraries/d/css/a%20b.png)"),
        ("url(data:image/png;base64,AA)", "url(data:image/png;base64,AA)"),
        ("url(#mask)", "url(#mask)"),
        ("url(https://elsewhere.example/a.png)", "url(https://elsewhere.example/a.png)"),
    ],
)
def test_addresses_become_those_of_the_store(given: str, expected: str) -> None:
    assert joined([sheet(f"a {{ background: {given} }}")]).replace('"', "") == f"a{{background:{expected}}}"


def test_addresses_are_found_in_custom_properties_and_nested_rules() -> None:
    text = joined([sheet("@media print { a { --x: url(b.png); background: image-set(url(c.png) 1x) } }")])
    assert "/h5p/libraries/d/css/b.png" in text
    assert "/h5p/libraries/d/css/c.png" in text


def test_a_bracket_left_open_ends_with_its_sheet() -> None:
    assert joined([sheet("a { color: red"), sheet("b { color: blue }")]) == "a{color:red}b{color:blue}"


def test_what_is_imported_from_the_library_is_put_in_its_place() -> None:
    imported = sheet("@import url('more/b.css') screen; a { top: 0 }")
    text = joined([imported._replace(read={"css/more/b.css": "b { background: url(c.png) }"}.get)])
    assert text.index("/h5p/libraries/d/css/more/c.png") < text.index("a{top:0}")
    assert "@import" not in text


@pytest.mark.parametrize("target", ["https://fonts.example/a.css", "//fonts.example/a", "missing.css", "a.css", ""])
def test_what_is_imported_from_elsewhere_or_from_itself_is_dropped(target: str) -> None:
    style = sheet(f'@import "{target}"; a {{ top: 0 }}')
    text = joined([style._replace(read={"css/a.css": style.text}.get)])
    assert set(text.split("}")) == {"a{top:0", ""}


def test_a_font_of_icons_comes_along_and_one_of_letters_does_not() -> None:
    icons, letters = FACE % "Signs", FACE % "Open Sans"
    uses = ".i:before { font-family: 'Signs'; content: '\\f00c' } p { font-family: \"Open Sans\", sans-serif }"
    text = joined([sheet(icons + letters + uses)])
    assert text.count("@font-face") == 1
    assert 'font-family:"Signs"' in text
    assert "/h5p/libraries/d/fonts/a.woff2?v=4#iefix" in text


def test_a_font_of_which_the_sheets_say_nothing_stays() -> None:
    assert "@font-face" in joined([sheet(FACE % "Drawn by a script")])


def test_the_signs_of_icons_survive() -> None:
    assert '"\uf00c"' in joined([sheet("a:before { content: '\\f00c' }")])


@pytest.mark.parametrize(
    "text", ["", "}", "@", "@import", "a { background: url(", "@font-face", "<!-- -->", "\x00" * 9]
)
def test_no_sheet_is_so_broken_that_it_stops_the_others(text: str) -> None:
    assert "b{top:0}" in joined([sheet(text), sheet("b { top: 0 }")])
