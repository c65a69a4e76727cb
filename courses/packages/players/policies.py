"""How a page or file of a package is sent: for a frame with an opaque origin, and for nothing else.

For every kind of player: `for_frames` round the view, PLAYER_POLICY on the page, FILE_POLICY on whatever it loads.
"""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_info
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from courses.packages.addresses import LASTS

# What is sandboxed by the header has an opaque origin even where somebody opens it outside the frame.
FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
FOR_SOME_HOURS = f"private, max-age={int(LASTS.total_seconds())}"
FOR_EVER = "public, max-age=31536000, immutable"
# What the host's table of types may not know, or may know by another name.
TYPES = {
    ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
    ".svg": "image/svg+xml", ".xml": "application/xml", ".woff": "font/woff", ".woff2": "font/woff2",
    ".ttf": "font/ttf", ".otf": "font/otf", ".eot": "application/vnd.ms-fontobject", ".vtt": "text/vtt",
    ".webvtt": "text/vtt", ".md": "text/plain", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg",
    ".mp4": "video/mp4", ".webm": "video/webm", ".gltf": "model/gltf+json", ".glb": "model/gltf-binary",
    ".txt": "text/plain", ".csv": "text/csv", ".pdf": "application/pdf",
}  # fmt: skip

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def player_policy() -> str:
    """No eval, no form, no other host: a player reaches its own files and the page around it by messages, if at all."""
    site = settings.SITE_URL if settings.H5P_ORIGIN else "'self'"
    return "; ".join(
        (
            "sandbox allow-scripts",
            "default-src 'none'",
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            f"frame-ancestors {site}",
        )
    )


def for_frames(cached: str) -> Callable[[V], V]:
    """May stand in a frame of ours, be read from an opaque origin, and be kept by the browser as `cached` says."""

    def around(view: V) -> V:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            response.headers["Cache-Control"] = cached
            response.headers.setdefault("Content-Security-Policy", FILE_POLICY)
            return response

        return cast(V, xframe_options_exempt(require_safe(answer)))

    return around


def type_of(name: str) -> str:
    return TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


def direction_of(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
