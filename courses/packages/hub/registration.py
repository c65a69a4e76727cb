"""What this site is to the hub: asked for once, then a row."""

from datetime import datetime

from django.conf import settings

from courses.packages.h5p.manifests import CORE
from courses.packages.hub.addresses import Hub, hub_at
from courses.packages.hub.asking import Bounds, ask
from courses.packages.hub.content_types import read
from courses.packages.hub.refusals import HubOff, HubUnclear
from courses.packages.limits import KB
from courses.packages.models import HubSite

OF_A_NUMBER = Bounds(bytes=64 * KB, seconds=10)


def hub_is_on() -> bool:
    return bool(settings.H5P_HUB_URL)


def hub() -> Hub:
    if not settings.H5P_HUB_URL:
        raise HubOff
    return hub_at(settings.H5P_HUB_URL)


def site_number(*, at: datetime) -> str:
    """What the hub calls this site."""
    held = HubSite.objects.filter(address=settings.H5P_HUB_URL).first()
    if held is None:
        number = _asked_for()
        held, _made = HubSite.objects.get_or_create(
            address=settings.H5P_HUB_URL, defaults={"number": number, "since": at}
        )
    return held.number


def about_this_site() -> dict[str, str]:
    """What the reference host tells, without anything that says which site it is."""
    return {
        "platform_name": "Polidari", "platform_version": "1", "h5p_version": ".".join(map(str, CORE)), "disabled": "0",
        "local_id": "0", "type": "local", "core_api_version": ".".join(map(str, CORE)),
    }  # fmt: skip


def _asked_for() -> str:
    with ask(hub(), "/sites", form=about_this_site() | {"uuid": ""}, bounds=OF_A_NUMBER) as answer:
        number = read(answer).get("uuid")
    if not isinstance(number, str) or not 0 < len(number) <= 100:
        raise HubUnclear
    return number
