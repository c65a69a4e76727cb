"""What the frame of every page shows, by strings from settings, so that this floor knows nothing of those above."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the network's name and the links of header, account menu and footer.

    Each link is a dict of ``label`` and ``target`` (a path or a URL's name); see docs/design-system.md.
    """
    return {
        "network_name": settings.NETWORK_NAME,
        "navigation": getattr(settings, "NAVIGATION", []),
        "account_links": getattr(settings, "ACCOUNT_LINKS", []),
        "footer_links": getattr(settings, "FOOTER_LINKS", []),
    }
