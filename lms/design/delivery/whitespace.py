"""Indentation and end tags that mean nothing in HTML taken out of pages: they cost bytes on every view."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_KEPT = re.compile(rb"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
# Each begins with a plain byte, which is what keeps them fast.
_INDENTATION = re.compile(rb"\n\s+")
_BETWEEN_BLOCKS = re.compile(
    rb">\n(?=</?(?:[uo]l|li|div|p|h[1-6]|section|nav|main|header|footer|form|t[hdr]|table|meta|link)\b)"
)
# Where HTML (13.1.2.4) lets them be left out, and the next tag says so.
_END_TAG = re.compile(
    rb"</li>(?=<li\b|</[uo]l>)|</p>(?=<(?:p|h[1-6]|[uo]l|div|section|figure|table|form|nav)\b|</(?:div|section)>)"
)


def squeezed(html: bytes) -> bytes:
    """The same page without indentation; what ``pre``, ``textarea`` and ``script`` hold is untouched."""
    pieces = _KEPT.split(html)
    # split() gives text, kept element, its tag name, text, …
    pieces[::3] = [_shorter(text) for text in pieces[::3]]
    del pieces[2::3]
    return b"".join(pieces)


def _shorter(text: bytes) -> bytes:
    return _END_TAG.sub(b"", _BETWEEN_BLOCKS.sub(b">", _INDENTATION.sub(b"\n", text)))


class SqueezedPage(HttpResponse):
    """A page that is put together from pieces which were squeezed when they were made."""


class WhitespaceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, SqueezedPage) or response.streaming:
            return response
        if response.get("Content-Type", "").startswith("text/html"):
            response.content = squeezed(response.content)
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
        return response
