"""Scripts put together behave as if each had come alone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from courses.packages.players.scripts import Script, minified, put_together

SCRIPTS = {
    "globals.js": "var H5P = H5P || {}; function declared() { return 'declared'; } let block = 1; class Kind {}",
    "strict.js": "'use strict'; var strict = (function () { return this === undefined; })();",
    "throws.js": "window.before = true; throw new Error('on purpose'); window.after = true;",
    "broken.js": "function ( {",
    "last.js": "window.last = [typeof H5P, declared(), block, typeof Kind, strict, this === window];",
    "place.js": "window.place = document.currentScript.src;",
    "signs.js": "window.signs = '</script> \\u2028 한 \\\\ \"';",
}


def test_what_is_minified_keeps_its_texts() -> None:
    assert minified("// a word\nvar a = 'b  //c';\n\n/* more */ var d = /[/\"]/;") == "var a='b  //c';var d=/[/\"]/;"


@pytest.mark.parametrize(
    "text",
    [
        "let a = `x ${ b ? `c  d // e` : 1 }`;  // a template in a template",
        "var already = 1;" * 60,
    ],
)
def test_what_could_be_harmed_or_is_minified_already_is_left_alone(text: str) -> None:
    assert minified(text) == text


Ran = tuple[Page, list[str]]


@pytest.fixture
def ran(browser: Browser) -> Ran:
    """A page that has run the scripts, under the policy of a player, and the errors that it reported."""
    bundle = put_together([Script(name, f"/h5p/libraries/x/{name}", text) for name, text in SCRIPTS.items()])
    page, errors = browser.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route: Any) -> None:
        policy = {"Content-Security-Policy": "script-src 'self' 'unsafe-inline'"}
        if route.request.url.endswith(".js"):
            route.fulfill(body=bundle, content_type="text/javascript; charset=utf-8")
        else:
            route.fulfill(body='<script src="/b.js"></script>', content_type="text/html", headers=policy)

    page.route("http://player.example/**", answer)
    page.goto("http://player.example/")
    return page, errors


@pytest.mark.browser
def test_each_script_runs_by_itself_and_keeps_its_globals(ran: Ran) -> None:
    page, _errors = ran
    assert page.evaluate("window.last") == ["object", "declared", 1, "function", True, True]
    assert page.evaluate("[window.before, window.after]") == [True, None]
    assert page.evaluate("window.signs") == '</script> \u2028 한 \\ "'


@pytest.mark.browser
def test_a_script_that_fails_is_reported_and_the_others_go_on(ran: Ran) -> None:
    page, errors = ran
    assert page.evaluate("window.place") == "http://player.example/h5p/libraries/x/place.js"
    assert any("on purpose" in error for error in errors)
    assert len(errors) == 2
