"""Object storage behind the site: files have the site's own addresses, so no page names another host."""

from typing import Any

from django.conf import settings
from storages.backends.s3 import S3Storage


class BehindTheSite(S3Storage):  # type: ignore[misc]
    """S3-compatible storage whose files are fetched through the site's views, never by an address of its own."""

    def url(self, name: str, *_args: Any, **_options: Any) -> str:
        return f"{settings.MEDIA_URL}{name}"
