"""Questions to the hub: what is no good answer gives a refusal, within the time and the bytes that are allowed."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

import pytest

from courses.packages.hub.addresses import hub_at
from courses.packages.hub.asking import Bounds, ask
from courses.packages.hub.refusals import HubForbidden, HubOutOfReach, HubRefusal, HubSaidNo, HubSaysTooMuch, HubTooSlow
from tests.factories.hubs import StandIn

SMALL = Bounds(bytes=1000, seconds=5)


def test_a_good_answer_is_read_whole(hub: StandIn):
    hub.instead = lambda path: (200, {}, b"x" * 1000)
    with ask(hub_at(hub.address), "/any", bounds=SMALL) as answer:
        assert answer.read() == b"x" * 1000
    assert hub.asked == [("GET", "/v1/any", {})]


def test_a_form_is_posted(hub: StandIn):
    hub.instead = lambda path: (200, {}, b"{}")
    ask(hub_at(hub.address), "/any", form={"uuid": "ü & 1"}, bounds=SMALL).close()
    assert hub.asked == [("POST", "/v1/any", {"uuid": ["ü & 1"]})]


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 308, 400, 404, 500])
def test_anything_but_a_plain_answer_is_refused_and_no_redirect_followed(hub: StandIn, status: int):
    hub.instead = lambda path: (status, {"Location": "/v1/sites"}, b"")
    with pytest.raises(HubSaidNo, match=str(status)):
        ask(hub_at(hub.address), "/any", bounds=SMALL)
    assert len(hub.asked) == 1


def test_more_bytes_than_allowed_are_not_read(hub: StandIn):
    hub.instead = lambda path: (200, {}, b"x" * 1001)
    with pytest.raises(HubSaysTooMuch, match="1000"):
        ask(hub_at(hub.address), "/any", bounds=SMALL)


def test_an_answer_that_ends_too_early_is_refused(hub: StandIn):
    hub.instead = lambda path: (200, {"Content-Length": "500", "Connection": "close"}, b"x" * 100)
    with pytest.raises(HubOutOfReach):
        ask(hub_at(hub.address), "/any", bounds=SMALL)


@contextmanager
def dripping(words: bytes) -> Iterator[str]:
    """A server that begins with these words and then says a letter every little while, for ever."""
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        with suppress(OSError):
            line, _whose = listening.accept()
            with line:
                line.sendall(words)
                while True:
                    line.sendall(b"x")
                    time.sleep(0.05)

    thread = Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        thread.join(2)


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("http", b""),
        ("http", b"HTTP/1.1 200 OK\r\nX-Long: "),
        ("http", b"HTTP/1.1 200 OK\r\n\r\n"),
        ("http", b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n"),
        ("https", b"\x16\x03\x03\x40\x00"),
    ],
)
def test_a_hub_that_speaks_ever_so_slowly_is_cut_off(scheme: str, words: bytes):
    with dripping(words) as where:
        begun = time.monotonic()
        with pytest.raises(HubTooSlow):
            ask(hub_at(f"{scheme}://{where}"), "/", bounds=Bounds(bytes=10**6, seconds=0.4))
        assert time.monotonic() - begun < 2


def test_what_is_no_https_is_not_spoken_to(hub: StandIn):
    with pytest.raises(HubOutOfReach):
        ask(hub_at(hub.address.replace("http:", "https:")), "/any", bounds=SMALL)
    assert hub.asked == []


def test_certificates_are_checked(monkeypatch: pytest.MonkeyPatch, hub: StandIn):
    made: list[ssl.SSLContext] = []
    genuine = ssl.create_default_context

    def watched(*asked: Any, **how: Any) -> ssl.SSLContext:
        made.append(genuine(*asked, **how))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", watched)
    with pytest.raises(HubOutOfReach):
        ask(hub_at(hub.address.replace("http:", "https:")), "/any", bounds=SMALL)
    assert made[0].verify_mode == ssl.CERT_REQUIRED
    assert made[0].check_hostname


def test_a_name_that_leads_to_this_machine_is_refused(monkeypatch: pytest.MonkeyPatch):
    def leads_home(*_asked: Any, **_how: Any) -> Any:
        return [(2, 1, 6, "", ("127.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", leads_home)
    with pytest.raises(HubForbidden):
        ask(hub_at("https://hub.example"), "/", bounds=SMALL)


def test_nobody_there_is_a_refusal():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(HubRefusal):
        ask(hub_at(f"http://127.0.0.1:{port}"), "/", bounds=SMALL)
