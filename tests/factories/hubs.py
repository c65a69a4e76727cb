"""A stand-in for the H5P Hub on loopback, in a thread: it speaks as the public one does, or as it is told to."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

Answer = tuple[int, dict[str, str], bytes]

CHOICE: dict[str, Any] = {
    "id": "Test.Small",
    "title": "Small",
    "summary": "A small content type",
    "description": "It says that it is small.",
    "version": {"major": 1, "minor": 2, "patch": 0},
    "coreApiVersionNeeded": {"major": 1, "minor": 24},
    "owner": "Somebody",
    "license": {"id": "MIT", "attributes": {"useCommercially": True}},
    "icon": "https://pictures.example/icon.svg",
    "screenshots": [{"url": "https://pictures.example/1.png", "alt": "One small word"}],
    "example": "https://example.org/small",
    "tutorial": "javascript:alert(1)",
}


@dataclass
class StandIn:
    address: str = ""
    types: list[Any] = field(default_factory=lambda: [CHOICE])
    package: bytes = b""
    asked: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    """Method, path and form of every question."""
    instead: Callable[[str], Answer | None] = lambda path: None
    """Another answer for a path."""

    def answer(self, path: str) -> Answer:
        if other := self.instead(path):
            return other
        match path:
            case "/v1/sites":
                return 200, {}, json.dumps({"uuid": "site-1"}).encode()
            case "/v1/content-types/":
                return 200, {}, json.dumps({"contentTypes": self.types}).encode()
            case "/v1/content-types/Test.Small":
                return 200, {}, self.package
        return 404, {}, b""


@contextmanager
def standing_in() -> Iterator[StandIn]:
    hub = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

        def _answer(self, form: dict[str, list[str]]) -> None:
            hub.asked.append((self.command, self.path, form))
            status, headers, body = hub.answer(self.path)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_port}/v1"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
