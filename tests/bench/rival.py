"""A package under h5p-standalone, from a plain web server that compresses: what there is without this house."""

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path, PurePosixPath
from threading import Thread

from django.conf import settings

from courses.packages.players.policies import TYPES

DIST = settings.BASE_DIR / "node_modules" / "h5p-standalone" / "dist"
COMPRESSED = (".js", ".css", ".json", ".html")
PAGE = """<!doctype html><meta charset="utf-8"><button data-start>Start</button><div id="place"></div><script>
document.querySelector("button").onclick = () => {
  const script = document.createElement("script");
  script.src = "/dist/main.bundle.js";
  script.onload = () => new H5PStandalone.H5P(document.getElementById("place"), {
    h5pJsonPath: "/package", frameJs: "/dist/frame.bundle.js", frameCss: "/dist/styles/h5p.css",
  });
  document.head.append(script);
};
</script>"""


@contextmanager
def served_by_standalone(package: BytesIO) -> Iterator[str]:
    """The address of a page with a button that starts the package."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(_files(package)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _files(package: BytesIO) -> dict[str, bytes]:
    files = {"/index.html": PAGE.encode()}
    with zipfile.ZipFile(package) as archive:
        files |= {f"/package/{name}": archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    files |= {f"/dist/{path.relative_to(DIST)}": path.read_bytes() for path in DIST.rglob("*") if path.is_file()}
    return files


def _handler(files: dict[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0]
            body, kind = files.get(name), PurePosixPath(name).suffix
            self.send_response(200 if body is not None else 404)
            if kind in COMPRESSED and body:
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", TYPES.get(kind, "text/html; charset=utf-8"))
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing is written."""

    assert Path(DIST).is_dir()
    return Handler
