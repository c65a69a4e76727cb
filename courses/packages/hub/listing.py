"""The hub's content types, as it told them last, beside what this site has of them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache

from courses.packages.hub.asking import Bounds, ask
from courses.packages.hub.content_types import ContentType, read_content_types
from courses.packages.hub.refusals import NotAtTheHub
from courses.packages.hub.registration import about_this_site, hub, site_number
from courses.packages.limits import MB
from courses.packages.models import LibraryRelease

KEPT = timedelta(hours=1)
OF_THE_LIST = Bounds(bytes=4 * MB, seconds=10)


def content_types(*, at: datetime) -> list[ContentType]:
    """By title; asked of the hub where its last answer is too old. Raises HubRefusal."""
    source, key = hub(), _key()
    known: list[ContentType] | None = cache.get(key)
    if known is None:
        form = about_this_site() | {"uuid": site_number(at=at), "current_cache": "0"}
        with ask(source, "/content-types/", form=form, bounds=OF_THE_LIST) as answer:
            known = read_content_types(answer)
        cache.set(key, known, KEPT.total_seconds())
    return known


def content_type(name: str, *, at: datetime) -> ContentType:
    for one in content_types(at=at):
        if one.name == name:
            return one
    raise NotAtTheHub(name=name)


@dataclass(frozen=True)
class Offer:
    """A content type beside what this site plays of it."""

    type: ContentType
    held: tuple[int, int, int] | None

    @property
    def held_text(self) -> str:
        return ".".join(map(str, self.held)) if self.held else ""

    @property
    def is_newer(self) -> bool:
        return self.held is None or self.type.release > self.held


def offers(types: list[ContentType]) -> list[Offer]:
    rows = LibraryRelease.objects.filter(
        current_of__isnull=False, library__machine_name__in=[one.name for one in types]
    ).values_list("library__machine_name", "library__major", "library__minor", "patch")
    held: dict[str, tuple[int, int, int]] = {}
    for name, major, minor, patch in rows:
        held[name] = max(held.get(name, (0, 0, 0)), (major, minor, patch))
    return [Offer(one, held.get(one.name)) for one in types]


def _key() -> str:
    return f"packages.hub:{hashlib.sha256(settings.H5P_HUB_URL.encode()).hexdigest()}"
