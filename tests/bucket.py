"""An S3 bucket in a thread: as much of the protocol as storage speaks, and nothing checked that it would refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

NOT_FOUND = b"<Error><Code>NoSuchKey</Code></Error>"


@contextmanager
def bucket() -> Iterator[tuple[dict[str, Any], dict[str, bytes]]]:
    """Yield the options of a storage that keeps its files here, and the files by their addresses."""
    held: dict[str, bytes] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bucket", (_Bucket,), {"held": held}))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield {
            "bucket_name": "sample", "endpoint_url": f"http://127.0.0.1:{server.server_port}",
            "region_name": "us-east-1", "access_key": "sample", "secret_key": "sample",
        }, held  # fmt: skip
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Bucket(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    held: dict[str, bytes]

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/sample/")

    def do_PUT(self) -> None:
        self.held[self._key] = self._body()
        self._answer(200)

    def do_GET(self) -> None:
        found = self.held.get(self._key)
        self._answer(404 if found is None else 200, NOT_FOUND if found is None else found)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.held.pop(self._key, None)
        self._answer(204)

    def _body(self) -> bytes:
        """What was sent, taken out of its signed chunks (aws-chunked) where it comes in such."""
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return self.rfile.read(int(self.headers["Content-Length"]))
        whole = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            whole += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return whole

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Mon, 02 Mar 2026 09:00:00 GMT")
        self.send_header("ETag", '"0"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""
