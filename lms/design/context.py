"""What the frame of every page shows, by strings from settings, so that this floor knows nothing of those above."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the links of the account menu.

    A link is a dict of ``label`` and ``target`` (a path or a URL's name); one whose target is unknown is left out.
    """
    return {"account_links": settings.ACCOUNT_LINKS}
