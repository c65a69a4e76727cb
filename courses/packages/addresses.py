"""Addresses of a package's player and files, which need no cookie: the player's sandbox would not send any.

What a content shows has signed addresses, for one revision, for a few hours. Nobody is named in them, and an address
keeps its text for half a day, so that a browser which comes back has the files already. Libraries and bundles are the
same for everybody for ever, under the hash of what they are.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

LASTS = timedelta(hours=12)
"""At least; at most twice as long."""
_SIGNER = "courses.packages.addresses"


def embed_address(*, content_id: int, language: str, at: datetime) -> str:
    """The player's page, for a sandboxed frame."""
    signed = signature(content_id=content_id, at=at)
    asked = urlencode({"signature": signed, "language": language})
    return f"{origin()}{reverse('h5p_embed', args=[content_id])}?{asked}"


def files_address(*, content_id: int, at: datetime) -> str:
    """What the paths of the content's files follow, ending in a slash."""
    return reverse("h5p_files", args=[content_id, signature(content_id=content_id, at=at)])


def origin() -> str:
    """Of players and their files, where they have one of their own (H5P_ORIGIN), else nothing: that of the site."""
    found: str = settings.H5P_ORIGIN
    return found


def library_address(digest: str) -> str:
    """What the paths of a library's files follow; under one digest they never change, and nothing in them is secret."""
    return reverse("h5p_libraries", args=[digest])


def core_address(digest: str) -> str:
    """What the paths of the fonts and pictures of H5P's core follow."""
    return reverse("h5p_cores", args=[digest])


def bundle_addresses(key: str) -> tuple[str, str]:
    """Of a bundle's script and of its style."""
    return reverse("h5p_bundle", args=[key, "js"]), reverse("h5p_bundle", args=[key, "css"])


def signature(*, content_id: int, at: datetime) -> str:
    rounds = int(at.timestamp() // LASTS.total_seconds()) + 2
    return _signed(content_id, rounds)


def holds(signature: str, *, content_id: int, at: datetime) -> bool:
    """Whether the signature is ours, for this content, and has not expired."""
    rounds, _dash, _code = signature.partition("-")
    if not (rounds.isascii() and rounds.isdigit() and len(rounds) < 10):
        return False
    genuine = constant_time_compare(signature, _signed(content_id, int(rounds)))
    return genuine and at < datetime.fromtimestamp(int(rounds) * LASTS.total_seconds(), UTC)


def _signed(content_id: int, rounds: int) -> str:
    return f"{rounds}-{Signer(salt=_SIGNER).signature(f'{content_id}:{rounds}')}"
