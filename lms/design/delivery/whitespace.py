"""Template indentation taken out of pages: it costs bytes on every view and means nothing in HTML."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_KEPT = re.compile(rb"(<(pre|textarea|script)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
# Each begins with a plain byte, which is what keeps them fast.
_INDENTATION = re.compile(rb"\n\s+")
_BETWEEN_BLOCKS = re.compile(
    rb">\n(?=</?(?:[uo]l|li|div|p|h[1-6]|section|nav|main|header|footer|form|t[hdr]|table|meta|link)\b)"
)


def squeezed(html: bytes) -> bytes:
    """The same page without indentation; what ``pre``, ``textarea`` and ``script`` hold is untouched."""
    pieces = _KEPT.split(html)
    # split() gives text, kept element, its tag name, text, …
    pieces[::3] = [_BETWEEN_BLOCKS.sub(b">", _INDENTATION.sub(b"\n", text)) for text in pieces[::3]]
    del pieces[2::3]
    return b"".join(pieces)


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
