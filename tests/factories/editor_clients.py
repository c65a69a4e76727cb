"""A stand-in for H5P's own editor client, a library that only it can edit, and a client that means harm."""

from io import BytesIO
from pathlib import Path

from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from courses.packages.actions import bring_package
from courses.packages.editor.actions import install_client
from courses.packages.editor.models import EditorClient
from lms.accounts.models import User
from tests.factories.learning import BEFORE
from tests.factories.packages import packed

ODD, WIDGET = "Test.Odd 1.0", "TestEditor.Odd 1.0"
_FILES = Path(__file__).parent / "editor_client"
_WIDGET = """H5PEditor.widgets.odd = (place, field, value, changed) => {
  const label = Object.assign(document.createElement("label"), {textContent: `${field.label} `});
  const input = Object.assign(document.createElement("input"), {id: "odd", value});
  input.oninput = () => changed(input.value);
  label.append(input, H5PEditor.t("TestEditor.Odd", "hint"));
  place.append(label);
};"""
SEMANTICS = [
    {"name": "text", "type": "text", "label": "Odd text", "widget": "odd"},
    {"name": "picture", "type": "image", "label": "Picture", "optional": True},
]
HOSTILE = """(async () => {
  const tried = {};
  const attempt = async (name, act) => {
    try { tried[name] = `got ${await act()}`; } catch (error) { tried[name] = "refused"; }
  };
  const page = window.top;
  const say = (message) => page.postMessage({ polidari: "editor", ...message }, "*");
  await attempt("cookie", () => document.cookie);
  await attempt("page", () => page.document.body.innerHTML);
  await attempt("token", () => page.document.querySelector("[name=csrfmiddlewaretoken]").value);
  await attempt("admin", async () => (await (await fetch("/admin/")).text()).length);
  await attempt("storage", () => indexedDB.open("x").result);
  await attempt("elsewhere", () => { page.location.href = "/accounts/logout/"; });
  const params = JSON.stringify({ params: { text: "Stolen" }, metadata: {} });
  say({ kind: "content", content: { title: "Stolen", library: "Test.Odd 1.0", params } });
  for (const call of ["save", "../save", "__proto__", "constructor"]) {
    say({ kind: "call", id: 9000, call, query: [], body: "a=b" });
  }
  say({ kind: "answer", id: 1 });
  const shown = Object.assign(document.createElement("pre"), { id: "tried", textContent: JSON.stringify(tried) });
  document.documentElement.append(shown);
})();"""


def client_archive(*, top: str = "", **changes: bytes | str | None) -> BytesIO:
    """The stand-in, below the folder `top`; files added, changed or (None) left out, `__` in a name is a slash."""
    files: dict[str, bytes | str] = {
        str(path.relative_to(_FILES)): path.read_bytes() for path in sorted(_FILES.rglob("*.*")) if path.is_file()
    }
    given = {name.replace("__", "/"): held for name, held in changes.items()}
    whole = {**files, **given}
    return packed({top + name: held for name, held in whole.items() if held is not None})


def installed_client(*, by: User, **changes: bytes | str | None) -> EditorClient:
    return install_client(file=client_archive(**changes), name="client.zip", by=by, at=BEFORE)


def odd_in_store(*, widget: bool = True) -> None:
    """The library with a widget of its own; `widget`: and what brings the widget."""
    needs = [{"machineName": "TestEditor.Odd", "majorVersion": 1, "minorVersion": 0}]
    odd = {
        "title": "Odd", "machineName": "Test.Odd", "majorVersion": 1, "minorVersion": 0, "patchVersion": 0,
        "runnable": 1, "preloadedJs": [{"path": "odd.js"}], "editorDependencies": needs,
    }  # fmt: skip
    brings = {
        "title": "Odd widget", "machineName": "TestEditor.Odd", "majorVersion": 1, "minorVersion": 0,
        "patchVersion": 0, "runnable": 0, "preloadedJs": [{"path": "widget.js"}], "preloadedCss": [{"path": "w.css"}],
    }  # fmt: skip
    files: dict[str, object] = {
        "Test.Odd-1.0/library.json": odd, "Test.Odd-1.0/semantics.json": SEMANTICS,
        "Test.Odd-1.0/language/ko.json": {"semantics": [{"label": "홀수 글"}]},
        "Test.Odd-1.0/odd.js": "window.Test = {Odd: function (p) { this.attach = ($to) => $to.text(p.text); }};",
    }  # fmt: skip
    if widget:
        files |= {
            "TestEditor.Odd-1.0/library.json": brings, "TestEditor.Odd-1.0/widget.js": _WIDGET,
            "TestEditor.Odd-1.0/w.css": "#odd { border: 2px solid navy; }",
            "TestEditor.Odd-1.0/language/en.json": {"hint": "Write oddly."},
        }  # fmt: skip
    bring_package(file=packed(files), by=None, at=BEFORE, approve=True)


def picture() -> File[bytes]:
    """A picture as a browser sends it."""
    held = BytesIO()
    Image.new("RGB", (4, 3), "navy").save(held, "PNG")
    return SimpleUploadedFile("bridge.png", held.getvalue(), content_type="image/png")
