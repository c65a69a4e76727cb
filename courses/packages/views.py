"""The player's page and the files of packages: for a sandbox with an origin of its own, without cookies."""

from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_info, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from courses.packages.addresses import LASTS, files_address, holds
from courses.packages.models import H5PContent
from courses.packages.playing import integration_of, language_of
from courses.packages.storing import open_file

# The header gives the page an opaque origin even where somebody opens it outside the frame.
PLAYER_POLICY = "; ".join(
    (
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "media-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
# What the host's table of types may not know, or may know by another name.
TYPES = {
    ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml",
    ".xml": "application/xml", ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
    ".eot": "application/vnd.ms-fontobject", ".vtt": "text/vtt", ".webvtt": "text/vtt", ".md": "text/plain",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg", ".mp4": "video/mp4", ".webm": "video/webm",
    ".gltf": "model/gltf+json", ".glb": "model/gltf-binary", ".txt": "text/plain", ".csv": "text/csv",
    ".pdf": "application/pdf",
}  # fmt: skip

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def _for_sandbox(view: V) -> V:
    """May stand in our own frame, be read from an opaque origin, and be kept by the browser for some hours."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = f"private, max-age={int(LASTS.total_seconds())}"
        return response

    return cast(V, xframe_options_exempt(require_safe(answer)))


@_for_sandbox
def embed(request: HttpRequest, content_id: int) -> HttpResponse:
    """The player alone, for a frame: nothing on it is about the person, and it knows no address of ours but files."""
    at = timezone.now()
    content = _content_or_404(content_id, request.GET.get("signature", ""))
    language = language_of(content, request.GET.get("language", ""))
    files = files_address(content_id=content.pk, at=at)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        values = {
            "title": content.title,
            "content_id": content.pk,
            "language": language,
            "direction": _direction(language),
            "styles": [files + path for library in content.libraries for path in library["styles"]],
            "scripts": [files + path for library in content.libraries for path in library["scripts"]],
            "integration": integration_of(content, language=language, at=at),
        }
        response = render(request, "packages/embed.html", values)
    response.headers["Content-Security-Policy"] = PLAYER_POLICY
    return response


@_for_sandbox
def file(request: HttpRequest, content_id: int, signature: str, name: str) -> FileResponse:
    content = _content_or_404(content_id, signature)
    if name not in content.files:
        raise Http404
    kind = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    response = FileResponse(open_file(content.folder, name), content_type=kind)
    response.headers["Content-Length"] = str(content.files[name])
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def _content_or_404(content_id: int, signature: str) -> H5PContent:
    """The door: who holds an address that a page of ours gave out. Expired, forged and unknown are the same."""
    if not holds(signature, content_id=content_id, at=timezone.now()):
        raise Http404
    content = H5PContent.objects.filter(pk=content_id).first()
    if content is None:
        raise Http404
    return content


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
