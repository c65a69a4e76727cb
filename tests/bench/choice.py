"""A package in the shape of H5P's multiple choice: 30 files of 470 kB in 7 libraries, with two kinds of fonts."""

import random
from io import BytesIO

from tests.factories.packages import packed

TEXT = "Which of these is a public service?"
WORDS = [
    "answer",
    "feedback",
    "button",
    "question",
    "solution",
    "retry",
    "score",
    "element",
    "container",
    "attach",
    "trigger",
    "state",
    "index",
    "value",
]
DEPTHS = {"Test.Icons": 0, "Test.Shapes": 0, "Test.Motion": 1, "Test.Panels": 1, "Test.Frame": 1, "Test.Asking": 1}
MAIN = """
window.Test = window.Test || {};
window.Test.Choice = function (params) {
  this.attach = function ($to) {
    $to.html('<p class="asked">' + params.text + '</p><button class="sign">Check</button>');
  };
};
"""
FACE = "@font-face { font-family: '%s'; src: url('../fonts/%s.woff2') format('woff2'); font-weight: %s; }\n"


def choice_package() -> BytesIO:
    seed = random.Random(7)
    files: dict[str, object] = {}
    names = [*DEPTHS, "Test.Choice"]
    for place, name in enumerate(names):
        needs = names[:place] if name == "Test.Choice" else names[: min(place, DEPTHS[name])]
        files |= _library(name, needs, seed)
    files["Test.Choice-1.0/js/choice.js"] = MAIN + _code(seed, 9_000)
    files["Test.Choice-1.0/styles/choice.css"] = _faces() + _rules(seed, 6_000)
    fonts = {"letters": 62_000, "bold": 62_000, "signs": 66_000}
    files |= {f"Test.Choice-1.0/fonts/{name}.woff2": seed.randbytes(size) for name, size in fonts.items()}
    main = {"machineName": "Test.Choice", "majorVersion": 1, "minorVersion": 0}
    files["h5p.json"] = {
        "title": "Choice", "language": "en", "mainLibrary": "Test.Choice", "embedTypes": ["iframe"],
        "preloadedDependencies": [main, *(_version(name) for name in DEPTHS)],
    }  # fmt: skip
    files["content/content.json"] = {"text": TEXT}
    return packed(files)


def _version(name: str) -> dict[str, object]:
    return {"machineName": name, "majorVersion": 1, "minorVersion": 0}


def _library(name: str, needs: list[str], seed: random.Random) -> dict[str, object]:
    stem = name.partition(".")[2].lower()
    scripts = [f"js/{stem}.js"] + (
        [f"js/{stem}-more.js"] if name not in ("Test.Choice", "Test.Icons", "Test.Shapes", "Test.Motion") else []
    )
    manifest = {
        **_version(name), "title": name, "patchVersion": 1, "runnable": int(name == "Test.Choice"),
        "preloadedJs": [{"path": path} for path in scripts], "preloadedCss": [{"path": f"styles/{stem}.css"}],
        "preloadedDependencies": [_version(one) for one in needs],
    }  # fmt: skip
    semantics = [{"name": "text", "type": "text", "label": "Text"}] if name == "Test.Choice" else []
    return {
        f"{name}-1.0/library.json": manifest,
        f"{name}-1.0/styles/{stem}.css": _rules(seed, 13_000),
        **{f"{name}-1.0/{path}": _code(seed, 20_000) for path in scripts},
        **({f"{name}-1.0/semantics.json": semantics} if semantics else {}),
    }


def _faces() -> str:
    letters = FACE % ("Letters", "letters", 400) + FACE % ("Letters", "bold", 700) + FACE % ("Signs", "signs", 400)
    return (
        letters
        + ".asked { font-family: 'Letters', sans-serif; } .sign:before { font-family: 'Signs'; content: 'x'; }\n"
    )


def _code(seed: random.Random, size: int) -> str:
    lines = ["(function () {"]
    while sum(map(len, lines)) < size:
        one, other, third = seed.choices(WORDS, k=3)
        lines.append(f"  // Keeps the {one} of the {other} where the {third} expects it.")
        lines.append(
            f"  var {one}{seed.randrange(9999)} = function ({other}) {{ return {other} && {other}.{third}; }};"
        )
    return "\n".join([*lines, "})();\n"])


def _rules(seed: random.Random, size: int) -> str:
    rules = [""]
    while sum(map(len, rules)) < size:
        one, other = seed.choices(WORDS, k=2)
        rules.append(f".{one}-{other}-{seed.randrange(9999)} {{\n  margin: {seed.randrange(40)}px;\n  color: #334;\n}}")
    return "\n".join(rules)
