"""The name of the network in the reader's language."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def network_name(language: str | None = None) -> str:
    """In this language or in the active one; where it has no name of its own, as NETWORK_NAME says it."""
    return str(settings.NETWORK_NAMES.get(language or get_language() or "", settings.NETWORK_NAME))


def network(_request: HttpRequest) -> dict[str, str]:
    """Context processor: who runs the installation, for the footer of every page."""
    return {"network_name": network_name()}
