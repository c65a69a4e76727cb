"""Addresses of a package's player and files: signed, for one content, for a few hours.

They need no cookie, which the player's sandbox would not send. Nobody is named in them. An address keeps its text
for half a day, so that a browser which comes back has the files already.
"""

from datetime import UTC, datetime, timedelta

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
    return f"{reverse('h5p_embed', args=[content_id])}?{urlencode({'signature': signed, 'language': language})}"


def files_address(*, content_id: int, at: datetime) -> str:
    """What the paths of the content's files follow, ending in a slash."""
    return reverse("h5p_files", args=[content_id, signature(content_id=content_id, at=at)])


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
