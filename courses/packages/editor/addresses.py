"""Addresses of the editor client, and of the files that an author puts in with it: they need no cookie.

The client's own files are under the hash of what they are. A workspace has signed addresses, for some hours.
"""

from datetime import UTC, datetime

from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from courses.packages.addresses import LASTS, origin

_SIGNER = "courses.packages.editor.addresses"


def editor_address(*, workspace_id: int, language: str, at: datetime) -> str:
    """The client's page, for a sandboxed frame."""
    asked = urlencode({"signature": signature(workspace_id=workspace_id, at=at), "language": language})
    return f"{origin()}{reverse('h5p_editor', args=[workspace_id])}?{asked}"


def workspace_address(*, workspace_id: int, at: datetime) -> str:
    """What the paths of the workspace's files follow, ending in a slash."""
    return reverse("h5p_editor_files", args=[workspace_id, signature(workspace_id=workspace_id, at=at)])


def client_address(digest: str) -> str:
    """What the paths of the client's files follow."""
    return reverse("h5p_editor_clients", args=[digest])


def signature(*, workspace_id: int, at: datetime) -> str:
    return _signed(workspace_id, int(at.timestamp() // LASTS.total_seconds()) + 2)


def holds(signature: str, *, workspace_id: int, at: datetime) -> bool:
    """Whether the signature is ours, for this workspace, and has not expired."""
    rounds = signature.partition("-")[0]
    if not (rounds.isascii() and rounds.isdigit() and len(rounds) < 10):
        return False
    genuine = constant_time_compare(signature, _signed(workspace_id, int(rounds)))
    return genuine and at < datetime.fromtimestamp(int(rounds) * LASTS.total_seconds(), UTC)


def _signed(workspace_id: int, rounds: int) -> str:
    return f"{rounds}-{Signer(salt=_SIGNER).signature(f'{workspace_id}:{rounds}')}"
