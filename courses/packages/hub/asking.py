"""One question to the hub: over a connection to a checked address, within limits of bytes and time."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from threading import Event, Timer
from typing import IO
from urllib.parse import urlencode

from courses.packages.hub.addresses import PORTS, Hub
from courses.packages.hub.refusals import HubForbidden, HubOutOfReach, HubSaidNo, HubSaysTooMuch, HubTooSlow

CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024
CONNECT = 5
"""Seconds for each address that is tried."""


@dataclass(frozen=True)
class Bounds:
    bytes: int
    seconds: float


def ask(hub: Hub, path: str, *, form: Mapping[str, str] | None = None, bounds: Bounds) -> IO[bytes]:
    """The body of a good answer; POST where there is a form. Redirects are not followed, so they are no good answer."""
    line = _Line(_secured(_connected(hub), hub))
    kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller's
    try:
        with line.cut_after(bounds.seconds):
            _copy(_answer(_Pinned(hub, line.sock), hub.path + path, form), kept, bounds)
        # An answer that was cut looks as if it had ended.
        line.check_time(bounds)
    except BaseException as error:
        kept.close()
        line.check_time(bounds)
        if isinstance(error, OSError | http.client.HTTPException):
            raise HubOutOfReach from error
        raise
    kept.seek(0)
    return kept


def _answer(line: http.client.HTTPConnection, path: str, form: Mapping[str, str] | None) -> http.client.HTTPResponse:
    headers = {"Accept": "*/*", "User-Agent": "Polidari", "Connection": "close"}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    body = None if form is None else urlencode(form)
    line.request("GET" if form is None else "POST", path, body, headers)
    response = line.getresponse()
    if response.status != http.client.OK:
        raise HubSaidNo(status=response.status)
    return response


def _copy(response: http.client.HTTPResponse, kept: IO[bytes], bounds: Bounds) -> None:
    promised, count = response.length, 0
    while count != promised and (chunk := response.read1(CHUNK)):
        count += len(chunk)
        if count > bounds.bytes:
            raise HubSaysTooMuch(limit=bounds.bytes)
        kept.write(chunk)
    if promised is not None and count != promised:
        raise http.client.IncompleteRead(b"", promised - count)


class _Line:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.over = Event()

    @contextmanager
    def cut_after(self, seconds: float) -> Iterator[None]:
        """However slowly the other side feeds the line."""
        timer = Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.sock.close()

    def _cut(self) -> None:
        """In the timer's thread: whoever waits for a byte is woken with an end."""
        self.over.set()
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def check_time(self, bounds: Bounds) -> None:
        if self.over.is_set():
            raise HubTooSlow(seconds=round(bounds.seconds))


class _Pinned(http.client.HTTPConnection):
    """Speaks over the socket that it was given: the name is not looked up again, when it might lead elsewhere."""

    def __init__(self, hub: Hub, sock: socket.socket) -> None:
        super().__init__(hub.host, hub.port)
        self.default_port = PORTS[hub.scheme]
        self.sock = sock

    def connect(self) -> None:
        raise ConnectionError


def _connected(hub: Hub) -> socket.socket:
    try:
        addresses = hub.addresses()
    except OSError as error:
        raise HubOutOfReach from error
    if not addresses:
        raise HubForbidden
    for address in addresses:
        with suppress(OSError):
            return socket.create_connection((address, hub.port), timeout=CONNECT)
    raise HubOutOfReach


def _secured(sock: socket.socket, hub: Hub) -> socket.socket:
    """The hands are shaken with the first words, when the time runs."""
    sock.settimeout(None)
    if hub.scheme == "http":
        return sock
    context = ssl.create_default_context()
    return context.wrap_socket(sock, server_hostname=hub.host, do_handshake_on_connect=False)
