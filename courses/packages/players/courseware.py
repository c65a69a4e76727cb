"""The files of SCORM and cmi5 packages: pages that run in a sandbox, at addresses that need no cookie.

In each page of a SCORM package stand, before anything of its own, the scripts through which it finds its API
(decision 10); the package's bytes are otherwise sent as they are.
"""

import re
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import Signer
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from courses.packages.addresses import LASTS, origin
from courses.packages.kinds import extension_of
from courses.packages.models import Content, ContentFile
from courses.packages.players.policies import TYPES
from courses.packages.storing import open_blob
from lms.design.delivery.whitespace import SqueezedPage

_SIGNER = "courses.packages.players.courseware"
# Whatever a package does, it does at an origin that nothing else has; old courseware evaluates texts as scripts.
_POLICY = "; ".join(
    (
        "sandbox allow-scripts allow-forms",
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:{site}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:{site}",
        "frame-src 'self' data: blob:",
        "worker-src blob:",
        "form-action 'none'",
        "frame-ancestors *",
    )
)
PAGES = frozenset({"html", "htm", "xhtml"})
_TYPES = TYPES | {
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".mjs": "text/javascript",
    ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".m4v": "video/mp4", ".ogv": "video/ogg",
    ".oga": "audio/ogg", ".opus": "audio/ogg", ".aac": "audio/aac", ".wasm": "application/wasm",
    ".xsd": "application/xml", ".dtd": "application/xml-dtd", ".xsl": "application/xml", ".map": "application/json",
}  # fmt: skip
_LIBRARIES = {
    Content.Kind.SCORM_12: "scorm-again/scorm12.min.js",
    Content.Kind.SCORM_2004: "scorm-again/scorm2004.min.js",
}
_BEGINNING = re.compile(rb"<head(?:\s[^>]*)?>|<html(?:\s[^>]*)?>|<!doctype[^>]*>", re.IGNORECASE)


def courseware_address(*, revision_id: int, href: str, at: datetime) -> str:
    """Of a launch address within the revision's package: signed, for this revision, for half a day to a day."""
    rounds = int(at.timestamp() // LASTS.total_seconds()) + 2
    return f"{origin()}{reverse('courseware_files', args=[revision_id, _signature(revision_id, rounds)])}{href}"


def page_policy() -> str:
    """Where players have an origin of their own, our scripts still come from the site's, and units of cmi5 report
    there."""
    return _POLICY.format(site=f" {settings.SITE_URL}" if origin() else "")


def _script(name: str) -> str:
    return urljoin(settings.SITE_URL, static(name)) if origin() else static(name)


def _signature(revision_id: int, rounds: int) -> str:
    return f"{rounds}-{Signer(salt=_SIGNER).signature(f'{revision_id}:{rounds}')}"


def _holds(signature: str, revision_id: int, at: datetime) -> bool:
    rounds = signature.partition("-")[0]
    if not (rounds.isascii() and rounds.isdigit() and len(rounds) < 10):
        return False
    in_time = at.timestamp() < int(rounds) * LASTS.total_seconds()
    return in_time and constant_time_compare(signature, _signature(revision_id, int(rounds)))


@xframe_options_exempt
@require_safe
def file(request: HttpRequest, revision_id: int, signature: str, name: str) -> HttpResponseBase:
    """The door is the signed address; expired, forged and unknown are the same."""
    if "\0" in name or not _holds(signature, revision_id, timezone.now()):
        raise Http404
    held = ContentFile.objects.select_related("blob", "revision__content").filter(revision=revision_id, path=name)
    found = held.exclude(revision__content__kind=Content.Kind.H5P).first()
    if found is None:
        raise Http404
    response = _page(found) if extension_of(name) in PAGES else _other(found)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = f"private, max-age={int(LASTS.total_seconds())}"
    response.headers["Content-Security-Policy"] = page_policy()
    return response


def _other(found: ContentFile) -> HttpResponseBase:
    kind = _TYPES.get(PurePosixPath(found.path).suffix.lower(), "application/octet-stream")
    response = FileResponse(open_blob(found.blob), content_type=kind)
    response.headers["Content-Length"] = str(found.blob.size)
    return response


def _page(found: ContentFile) -> HttpResponse:
    with open_blob(found.blob) as opened:
        written = opened.read()
    scripts = ["packages/sco-storage.js"]
    if library := _LIBRARIES.get(Content.Kind(found.revision.content.kind)):
        scripts += [library, "packages/sco.js"]
    kind = _TYPES[PurePosixPath(found.path).suffix.lower()]
    # A package may mean its blanks: nothing is taken out of its pages.
    return SqueezedPage(with_scripts(written, [_script(name) for name in scripts]), content_type=kind)


def with_scripts(page: bytes, sources: list[str]) -> bytes:
    """The page with these scripts as the first that run. A page in UTF-16 is put into UTF-8."""
    if page.startswith((b"\xff\xfe", b"\xfe\xff")):
        page = b"\xef\xbb\xbf" + page.decode("utf-16", "replace").encode()
    tags = "".join(f'<script src="{escape(source)}"></script>' for source in sources).encode()
    beginning = next((found for found in _BEGINNING.finditer(page[:65536]) if found[0][:5].lower() == b"<head"), None)
    beginning = beginning or _BEGINNING.search(page[:65536])
    at = beginning.end() if beginning else (3 if page.startswith(b"\xef\xbb\xbf") else 0)
    return page[:at] + tags + page[at:]
