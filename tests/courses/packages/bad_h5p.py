"""H5P packages that must not come in: how each is made, why it is refused, what the line names."""

import json

from courses.packages import refusals
from tests.courses.packages.bad_archives import Bad
from tests.factories.broken_packages import library, manifest
from tests.factories.packages import MANIFEST, small

CONTENT = "content__content.json"
DEPENDENCY = {"machineName": "Test.Missing", "majorVersion": 1, "minorVersion": 0}
PAGE = b"<!doctype html><script>alert(document.cookie)</script>"

FILES: Bad = {
    "a page": (lambda: small(**{"content__a.html": "<p>"}), refusals.KindNotAllowed, "content/a.html"),
    "a program": (lambda: small(**{"Test.Small-1.2__a.php": "<?"}), refusals.KindNotAllowed, "Test.Small-1.2/a.php"),
    "a program at the top": (lambda: small(**{"a.exe": "MZ"}), refusals.KindNotAllowed, "a.exe"),
    "a script in content": (lambda: small(**{"content__a.js": "1"}), refusals.KindNotAllowed, "content/a.js"),
    "a drawing with a script in content": (
        lambda: small(**{"content__a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"}),
        refusals.KindNotAllowed, "content/a.svg",
    ),
    "a drawing with a script that poses as a picture": (
        lambda: small(**{"content__a.gif": "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"}),
        refusals.NotWhatItSays, "content/a.gif",
    ),
    "a page that poses as a picture": (
        lambda: small(**{"content__images__a.png": PAGE}), refusals.NotWhatItSays, "content/images/a.png",
    ),
    "a page that poses as a film": (
        lambda: small(**{"content__a.mp4": PAGE}), refusals.NotWhatItSays, "content/a.mp4",
    ),
    "a page that poses as a font": (
        lambda: small(**{"content__a.woff2": PAGE}), refusals.NotWhatItSays, "content/a.woff2",
    ),
    "no kind": (lambda: small(content__a="x"), refusals.KindNotAllowed, "content/a"),
    "a kind in capitals": (lambda: small(**{"content__a.PHP": "x"}), refusals.KindNotAllowed, "content/a.PHP"),
    "two kinds": (lambda: small(**{"content__a.png.html": "x"}), refusals.KindNotAllowed, "content/a.png.html"),
}  # fmt: skip

JSONS: Bad = {
    "a manifest that is none": (lambda: small(**{"h5p.json": "{"}), refusals.NotJSON, "h5p.json"),
    "a manifest too large": (
        lambda: small(**{"h5p.json": json.dumps(MANIFEST) + " " * 4_000}), refusals.FileTooLarge, "h5p.json",
    ),
    "a list for a manifest": (lambda: small(**{"h5p.json": []}), refusals.WrongManifest, "h5p.json"),
    "a scalar for a manifest": (lambda: small(**{"h5p.json": "1"}), refusals.WrongManifest, "h5p.json"),
    "not a number": (lambda: small(**{CONTENT: '{"a": NaN}'}), refusals.NotJSON, "content/content.json"),
    "an infinite number": (lambda: small(**{CONTENT: '{"a": 1e999}'}), refusals.NotJSON, "content/content.json"),
    "half a sign": (lambda: small(**{CONTENT: '{"a": "\\ud800"}'}), refusals.NotJSON, "content/content.json"),
    "NUL in content": (lambda: small(**{CONTENT: '{"a": "\\u0000"}'}), refusals.NotJSON, "content/content.json"),
    "NUL in a name in content": (
        lambda: small(**{CONTENT: {"a": [{"b\0": 1}]}}), refusals.NotJSON, "content/content.json",
    ),
    "NUL in a manifest": (lambda: small(**manifest(title="a\0b")), refusals.NotJSON, "h5p.json"),
    "NUL in a library's manifest": (
        lambda: small(**library(title="a\0b")), refusals.NotJSON, "Test.Small-1.2/library.json",
    ),
    "NUL in semantics": (
        lambda: small(**{"Test.Small-1.2__semantics.json": [{"name": "a", "type": "text", "label": "\0"}]}),
        refusals.NotJSON, "Test.Small-1.2/semantics.json",
    ),
    "bytes that are no text": (lambda: small(**{CONTENT: b'"\xff"'}), refusals.NotJSON, "content/content.json"),
    "content that is a list": (lambda: small(**{CONTENT: []}), refusals.WrongManifest, "content/content.json"),
    "content that is a scalar": (lambda: small(**{CONTENT: '"x"'}), refusals.WrongManifest, "content/content.json"),
    "content that is nothing": (lambda: small(**{CONTENT: "null"}), refusals.WrongManifest, "content/content.json"),
    "deep content": (
        lambda: small(**{CONTENT: '{"a":' * 150 + "1" + "}" * 150}), refusals.TooDeep, "content/content.json",
    ),
    "deeper content than can be read": (
        lambda: small(**{CONTENT: "[" * 2_400 + "]" * 1_500}), refusals.TooDeep, "content/content.json",
    ),
    "a key to what every object inherits": (
        lambda: small(**{CONTENT: {"a": [{"__proto__": {}}]}}), refusals.ForbiddenKey, "content/content.json",
    ),
    "a key to what objects are made by": (
        lambda: small(**{CONTENT: {"a": {"constructor": {}}}}), refusals.ForbiddenKey, "content/content.json",
    ),
    "a key to what objects are made from": (
        lambda: small(**{CONTENT: {"prototype": 1}}), refusals.ForbiddenKey, "content/content.json",
    ),
}  # fmt: skip

MANIFESTS: Bad = {
    "no manifest": (lambda: small(**{"h5p.json": None}), refusals.Missing, "h5p.json"),
    "no content": (lambda: small(**{CONTENT: None}), refusals.Missing, "content/content.json"),
    "no title": (lambda: small(**manifest(title="")), refusals.WrongManifest, "title"),
    "a language that is none": (lambda: small(**manifest(language="../x")), refusals.WrongManifest, "language"),
    "no such embedding": (lambda: small(**manifest(embedTypes=["object"])), refusals.WrongManifest, "embedTypes"),
    "a main library that is a path": (
        lambda: small(**manifest(mainLibrary="../Test.Small")), refusals.WrongManifest, "mainLibrary",
    ),
    "a main library among no others": (
        lambda: small(**manifest(mainLibrary="Test.Other")), refusals.WrongManifest, "mainLibrary",
    ),
    "a dependency that is a path": (
        lambda: small(**manifest(preloadedDependencies=[DEPENDENCY | {"machineName": "../../Test"}])),
        refusals.WrongManifest, "preloadedDependencies.0.machineName",
    ),
    "a version that is none": (
        lambda: small(**manifest(preloadedDependencies=[DEPENDENCY | {"majorVersion": "1.0"}])),
        refusals.WrongManifest, "preloadedDependencies.0.majorVersion",
    ),
}  # fmt: skip

LIBRARIES: Bad = {
    "no library": (
        lambda: small(**{"Test.Small-1.2__library.json": None}), refusals.MissingLibrary, "Test.Small 1.2",
    ),
    "a library missing": (
        lambda: small(**library(preloadedDependencies=[DEPENDENCY])), refusals.MissingLibrary, "Test.Missing 1.0",
    ),
    "a library missing that the content names": (
        lambda: small(**{CONTENT: {"a": [{"library": "Test.Missing 1.0", "params": {}}]}}),
        refusals.MissingLibrary, "Test.Missing 1.0",
    ),
    "a library whose name is a path": (
        lambda: small(**library(machineName="../Test.Small")), refusals.WrongManifest, "machineName",
    ),
    "a library under another's name": (
        lambda: small(**library(machineName="Test.Large")), refusals.WrongLibrary, "Test.Large 1.2",
    ),
    "a library of another version": (
        lambda: small(**library(minorVersion=3)), refusals.WrongLibrary, "Test.Small 1.3",
    ),
    "a library that is not run by itself": (
        lambda: small(**library(runnable=0)), refusals.NotRunnable, "Test.Small",
    ),
    "a script missing": (
        lambda: small(**{"Test.Small-1.2__small.js": None}), refusals.Missing, "Test.Small-1.2/small.js",
    ),
    "a script out of the library": (
        lambda: small(**library(preloadedJs=[{"path": "../../../a.js"}])), refusals.Missing, "../../../a.js",
    ),
    "a script from elsewhere": (
        lambda: small(**library(preloadedJs=[{"path": "https://evil.example/a.js"}])), refusals.Missing, "evil.example",
    ),
}  # fmt: skip

BAD_H5P: Bad = FILES | JSONS | MANIFESTS | LIBRARIES
