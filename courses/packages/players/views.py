"""The player's page and everything that it loads: for a sandbox with an origin of its own, without cookies."""

import re
from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import override

from courses.packages.addresses import bundle_addresses, holds
from courses.packages.models import Bundle, ContentFile, ContentRevision, LibraryFile, LibraryRelease
from courses.packages.players.policies import (
    FOR_EVER,
    FOR_SOME_HOURS,
    direction_of,
    for_frames,
    player_policy,
    type_of,
)
from courses.packages.players.sets import core_key, libraries_key
from courses.packages.playing import integration_of, language_of
from courses.packages.queries import is_waiting, releases_of
from courses.packages.storing import open_blob

KINDS = ("js", "css")
_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_OF_THE_CORE = re.compile(r"(fonts|images)/[\w/.-]+\.(woff2?|gif|svg)\Z")


@for_frames(FOR_SOME_HOURS)
def embed(request: HttpRequest, content_id: int) -> HttpResponse:
    """The player alone, for a frame: nothing on it is about the person, and it knows no address of ours but files."""
    at = timezone.now()
    revision = _revision_or_404(content_id, request.GET.get("signature", ""))
    if is_waiting(revision):
        raise Http404
    language, releases = language_of(revision, request.GET.get("language", "")), releases_of(revision)
    core, libraries = core_key(at=at), libraries_key(releases, at=at)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        values = {
            "title": revision.content.title,
            "content_id": revision.pk,
            "language": language,
            "direction": direction_of(language),
            "bundles": [bundle_addresses(core), bundle_addresses(libraries)],
            "integration": integration_of(revision, releases, language=language, at=at),
        }
        response = render(request, "packages/embed.html", values)
    response.headers["Content-Security-Policy"] = player_policy()
    return response


@for_frames(FOR_SOME_HOURS)
def file(request: HttpRequest, content_id: int, signature: str, name: str) -> FileResponse:
    """A file of the content."""
    if not holds(signature, content_id=content_id, at=timezone.now()):
        raise Http404
    return _sent_from(ContentFile.objects.filter(revision=content_id), name.removeprefix("content/"))


@for_frames(FOR_EVER)
def library_file(request: HttpRequest, digest: str, name: str) -> FileResponse:
    """A file of a library that has been approved, if not for use any more."""
    rows = LibraryFile.objects.exclude(release__state=LibraryRelease.State.QUARANTINED)
    return _sent_from(rows.filter(release__digest=digest), name)


@for_frames(FOR_EVER)
def bundle(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """As it lies in the store, compressed, for all who take Brotli; unpacked for the few who do not."""
    held = Bundle.objects.select_related("script", "style").filter(key=key).first()
    if held is None or kind not in KINDS:
        raise Http404
    with open_blob(held.script if kind == "js" else held.style) as packed:
        body = packed.read()
    taken = _BROTLI.search(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(body if taken else brotli.decompress(body), content_type=type_of(f"bundle.{kind}"))
    patch_vary_headers(response, ("Accept-Encoding",))
    if taken:
        response.headers["Content-Encoding"] = "br"
    return response


@for_frames(FOR_EVER)
def core_file(request: HttpRequest, digest: str, name: str) -> FileResponse:
    """A font or picture of H5P's core; `digest` makes the address new when the core is."""
    found = finders.find(f"h5p/{name}") if _OF_THE_CORE.match(name) and ".." not in name else None
    if not isinstance(found, str):
        raise Http404
    return FileResponse(open(found, "rb"), content_type=type_of(name))


def _sent_from(files: QuerySet[Any], path: str) -> FileResponse:
    """The file at this path; a NUL, which no path has, is not for the database."""
    held = None if "\0" in path else files.select_related("blob").filter(path=path).first()
    if held is None:
        raise Http404
    response = FileResponse(open_blob(held.blob), content_type=type_of(path))
    response.headers["Content-Length"] = str(held.blob.size)
    return response


def _revision_or_404(content_id: int, signature: str) -> ContentRevision:
    """The door: who holds an address that a page of ours gave out. Expired, forged and unknown are the same."""
    if not holds(signature, content_id=content_id, at=timezone.now()):
        raise Http404
    revision = ContentRevision.objects.select_related("content", "main").filter(pk=content_id).first()
    if revision is None or revision.main is None:
        raise Http404
    return revision
