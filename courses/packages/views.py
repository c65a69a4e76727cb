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
from courses.packages.h5p.dependencies import library_name
from courses.packages.models import Blob, ContentFile, ContentRevision, Library, LibraryFile
from courses.packages.playing import folder_of, integration_of, language_of
from courses.packages.queries import is_waiting, releases_of
from courses.packages.storing import open_blob

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
    revision = _revision_or_404(content_id, request.GET.get("signature", ""))
    if is_waiting(revision):
        raise Http404
    language = language_of(revision, request.GET.get("language", ""))
    files, releases = files_address(content_id=revision.pk, at=at), releases_of(revision)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        values = {
            "title": revision.content.title,
            "content_id": revision.pk,
            "language": language,
            "direction": _direction(language),
            "styles": [f"{files}{folder_of(release)}/{path}" for release in releases for path in release.styles],
            "scripts": [f"{files}{folder_of(release)}/{path}" for release in releases for path in release.scripts],
            "integration": integration_of(revision, language=language, at=at),
        }
        response = render(request, "packages/embed.html", values)
    response.headers["Content-Security-Policy"] = PLAYER_POLICY
    return response


@_for_sandbox
def file(request: HttpRequest, content_id: int, signature: str, name: str) -> FileResponse:
    """A file of the content (content/…) or of a library that it needs (Name-1.2/…)."""
    if not holds(signature, content_id=content_id, at=timezone.now()):
        raise Http404
    blob = _blob(content_id, name)
    if blob is None:
        raise Http404
    kind = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    response = FileResponse(open_blob(blob), content_type=kind)
    response.headers["Content-Length"] = str(blob.size)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def _blob(revision: int, name: str) -> Blob | None:
    folder, _slash, path = name.partition("/")
    held: ContentFile | LibraryFile | None
    if folder == "content":
        held = ContentFile.objects.select_related("blob").filter(revision=revision, path=path).first()
    elif library := library_name(folder[::-1].replace("-", " ", 1)[::-1]):
        named = {"machine_name": library.machine_name, "major": library.major, "minor": library.minor}
        users = Library.objects.filter(**named, used_by__revision=revision)
        held = LibraryFile.objects.select_related("blob").filter(release__current_of__in=users, path=path).first()
    else:
        held = None
    return held.blob if held else None


def _revision_or_404(content_id: int, signature: str) -> ContentRevision:
    """The door: who holds an address that a page of ours gave out. Expired, forged and unknown are the same."""
    if not holds(signature, content_id=content_id, at=timezone.now()):
        raise Http404
    revision = ContentRevision.objects.select_related("content", "main").filter(pk=content_id).first()
    if revision is None or revision.main is None:
        raise Http404
    return revision


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"
