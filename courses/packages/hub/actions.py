"""Fetching a content type's package from the hub, which then goes the way of every upload."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from courses.packages.actions.arrivals import expect_package, put_down, refuse_arrival, take_in_arrival
from courses.packages.hub.asking import Bounds, ask
from courses.packages.hub.listing import content_type
from courses.packages.hub.refusals import HubRefusal, NeedsNewerCore
from courses.packages.hub.registration import hub
from courses.packages.limits import LIMITS
from courses.packages.models import Arrival
from lms.accounts.models import User
from lms.audit.actions import audit

OF_A_PACKAGE = Bounds(bytes=LIMITS.package, seconds=60)


def fetch_content_type(*, name: str, language: str, by: User, at: datetime) -> Arrival:
    """Ask for the job that fetches it. Raises HubRefusal where the hub's list says that it cannot be had.

    The libraries wait in quarantine as those of an upload do: the hub is no authority here.
    """
    wanted = content_type(name, at=at)
    if not wanted.fits:
        raise NeedsNewerCore(name=wanted.title)
    with transaction.atomic():
        arrival = expect_package(
            file_name=f"{wanted.name}.h5p", language=language, task="packages.fetch", name=wanted.name, by=by, at=at
        )
        audit(action="package.fetched", target=arrival, by=by, at=at, name=wanted.name, release=wanted.release_text)
    return arrival


def take_in_content_type(*, arrival_id: int, name: str, at: datetime, moved: Callable[[int, int], None]) -> None:
    """Fetch the package and take it in, or write down why not. Done twice it changes nothing."""
    arrival = Arrival.objects.filter(pk=arrival_id, ended_at=None).first()
    if arrival is None:
        return
    try:
        with ask(hub(), f"/content-types/{name}", bounds=OF_A_PACKAGE) as package:
            put_down(arrival=arrival, file=File(package))
    except HubRefusal as refusal:
        refuse_arrival(arrival=arrival, refusal=refusal, at=at)
        return
    take_in_arrival(arrival_id=arrival_id, at=at, moved=moved)
