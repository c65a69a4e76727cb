import gzip
from typing import Any, cast

import brotli
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from lms.accounts.models import User
from lms.design import stylesheet
from lms.design.delivery.compression import CompressionMiddleware
from lms.design.delivery.conditional import page_etag
from lms.design.delivery.security import SecurityPolicyMiddleware
from lms.design.delivery.whitespace import squeezed

TAKES_BROTLI = {"Accept-Encoding": "gzip, deflate, br"}


def bytes_of_head(response: Any) -> int:
    """The status line and headers as HTTP/1.1 writes them, with the three that the server adds."""
    lines = [f"HTTP/1.1 {response.status_code} {response.reason_phrase}", *(f"{k}: {v}" for k, v in response.items())]
    lines += [f"Set-Cookie: {morsel.OutputString()}" for morsel in response.cookies.values()]
    lines += ["Server: gunicorn", "Date: Sun, 22 Nov 2026 17:21:44 GMT", "Connection: keep-alive"]
    return sum(len(line.encode()) + 2 for line in lines) + 2


def sent(response: HttpResponseBase, *, to: HttpRequest) -> HttpResponse:
    return cast("HttpResponse", CompressionMiddleware(lambda _request: response)(to))


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, br", "br"),
        ("br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0", None),
        ("gzip", "gzip"),
        ("", None),
    ],
)
def test_a_page_is_sent_in_the_best_encoding_that_the_browser_takes(accepts: str, encoding: str | None) -> None:
    html = "<p>bridge</p>" * 100
    response = sent(HttpResponse(html), to=RequestFactory().get("/", headers={"Accept-Encoding": accepts}))
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert response.get("Content-Encoding") == encoding
    assert unpack(response.content).decode() == html


@pytest.mark.parametrize("content_type", ["application/pdf", "application/zip", "image/png", "video/mp4"])
def test_what_is_compressed_already_is_left_alone(content_type: str) -> None:
    response = sent(
        HttpResponse(b"0" * 2000, content_type=content_type), to=RequestFactory().get("/", headers=TAKES_BROTLI)
    )
    assert not response.has_header("Content-Encoding")


def test_a_stream_is_not_gathered_to_be_compressed() -> None:
    response = sent(StreamingHttpResponse(iter([b"a", b"b"])), to=RequestFactory().get("/", headers=TAKES_BROTLI))
    assert response.streaming


def test_a_strong_etag_is_weak_once_compressed() -> None:
    response = sent(
        HttpResponse("a" * 900, headers={"ETag": '"x"'}), to=RequestFactory().get("/", headers=TAKES_BROTLI)
    )
    assert response["ETag"] == 'W/"x"'


def test_squeezing_takes_indentation_and_keeps_what_is_set_in_lines() -> None:
    page = b"<ul>\n   <li>a\n   b</li>\n\n</ul>\n<pre>  x\n  y</pre>\n<TEXTAREA>\n  z</TEXTAREA> <b>c</b>\n <i>d</i>"
    assert squeezed(page) == (b"<ul><li>a\nb</ul>\n<pre>  x\n  y</pre>\n<TEXTAREA>\n  z</TEXTAREA> <b>c</b>\n<i>d</i>")


def test_squeezing_takes_end_tags_that_the_next_tag_implies() -> None:
    page = b"<ul><li>a</li><li><p>b</p><p>c</p>d</li></ul><div><p>e</p></div><a><p>f</p></a>"
    assert squeezed(page) == b"<ul><li>a<li><p>b<p>c</p>d</ul><div><p>e</div><a><p>f</p></a>"


def test_squeezing_twice_changes_nothing_more() -> None:
    once = squeezed(b"<div>\n  <p>\n a\n  </p>\n</div>\n")
    assert squeezed(once) == once


@pytest.mark.django_db
def test_an_unchanged_page_is_answered_in_300_bytes(client: Client) -> None:
    first = client.get("/form/", headers=TAKES_BROTLI)
    second = client.get("/form/", headers=TAKES_BROTLI | {"If-None-Match": first["ETag"]})
    assert second.status_code == 304
    assert second.content == b""
    assert bytes_of_head(second) <= 300


@pytest.mark.django_db
def test_a_form_with_an_outdated_token_is_sent_again(client: Client) -> None:
    first = client.get("/form/")
    client.cookies["t"] = "abcdefghijklmnopqrstuvwxyzABCDEF"
    assert client.get("/form/", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.django_db
def test_a_page_for_a_person_is_not_taken_for_that_of_another(client: Client, secretary: User, official: User) -> None:
    client.force_login(official)
    first = client.get("/")
    client.force_login(secretary)
    assert client.get("/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_etag_before_rendering_depends_on_its_parts_and_the_person() -> None:
    def etag(*parts: object, person: User | AnonymousUser) -> str:
        request = RequestFactory().get("/")
        request.user = person
        request._messages = []  # type: ignore[attr-defined]  # what the message middleware sets
        return page_etag(request, *parts)

    asker, other = User(pk=1), User(pk=2)
    assert etag("shell", 7, person=asker) == etag("shell", 7, person=asker)
    assert len({etag("shell", 7, person=asker), etag("shell", 8, person=asker), etag("shell", 7, person=other)}) == 3


@pytest.mark.django_db
def test_the_headers_of_a_page_are_secure_and_short(client: Client) -> None:
    page = client.get("/", headers=TAKES_BROTLI)
    assert "script-src" not in page["Content-Security-Policy"]  # so default-src 'self' holds for scripts
    assert "unsafe" not in page["Content-Security-Policy"]
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cache-Control"] == "private,no-cache"
    assert bytes_of_head(page) <= 900


def test_the_page_for_a_failure_may_use_its_own_style_whatever_the_browser_holds() -> None:
    """It is made without the request, so it cannot know that the browser has the stylesheet's file."""
    request = RequestFactory().get("/", headers={"Cookie": f"{stylesheet.COOKIE}={stylesheet.version()}"})

    def policy(response: HttpResponse) -> str:
        sent = SecurityPolicyMiddleware(lambda _request: response)(request)
        return cast("HttpResponse", sent)["Content-Security-Policy"]

    assert "style-src" not in policy(HttpResponse())
    assert stylesheet.policy_source(stylesheet.core()) in policy(server_error(request))


@pytest.mark.django_db
def test_the_editors_of_the_cms_may_use_their_inline_scripts(client: Client) -> None:
    assert "script-src 'self' 'unsafe-inline'" in client.get("/admin/", follow=False)["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_page_that_is_not_compressed_says_how_long_it_is(client: Client) -> None:
    """Said too long, and the client waits for bytes that never come."""
    response = client.get("/verify/")
    assert response["Content-Length"] == str(len(response.content))
