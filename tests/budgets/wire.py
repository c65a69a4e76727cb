"""One request as the network sees it: every byte that comes back, headers included, compressed as it travels."""

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli


@dataclass(frozen=True)
class Answer:
    raw: bytes

    @property
    def size(self) -> int:
        return len(self.raw)

    @property
    def head(self) -> str:
        return self.raw.partition(b"\r\n\r\n")[0].decode("latin-1")

    @property
    def status(self) -> int:
        return int(self.head.split()[1])

    @property
    def text(self) -> str:
        body = self.raw.partition(b"\r\n\r\n")[2]
        unpacked: bytes = brotli.decompress(body) if self.header("Content-Encoding") == "br" else body
        return unpacked.decode()

    def header(self, name: str) -> str:
        found = re.search(rf"^{name}: (.*?)\r?$", self.head, re.MULTILINE | re.IGNORECASE)
        return found[1] if found else ""

    @property
    def cookies(self) -> dict[str, str]:
        return dict(re.findall(r"^Set-Cookie: +(\w+)=([^;\r]*)", self.head, re.MULTILINE | re.IGNORECASE))


def get(site: str, path: str, *, cookies: Mapping[str, str] | None = None, **headers: str) -> Answer:
    """Ask once, over a connection of its own. `headers` name theirs with underscores."""
    asked = {"Host": urlsplit(site).netloc, "Accept-Encoding": "gzip, deflate, br", "Connection": "close"}
    asked |= {name.replace("_", "-"): value for name, value in headers.items()}
    if cookies:
        asked["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
    with socket.create_connection((urlsplit(site).hostname, urlsplit(site).port), timeout=60) as wire:
        wire.sendall("\r\n".join(lines).encode("latin-1"))
        return Answer(b"".join(iter(lambda: wire.recv(65536), b"")))
