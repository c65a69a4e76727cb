"""Work that packages leave to workers: taking in what came, making players ready, giving back what nothing holds."""

from celery import shared_task
from django.utils import timezone

from courses.packages.actions.arrivals import take_in_arrival
from courses.packages.actions.sweeping import sweep_packages
from courses.packages.hub.actions import take_in_content_type
from courses.packages.players.readiness import make_players_ready
from lms.jobs.current import report_progress

EVERY = 20
"""Files between two words about how far it is."""


@shared_task(name="packages.take_in")
def take_in(*, arrival_id: int) -> None:
    take_in_arrival(arrival_id=arrival_id, at=timezone.now(), moved=_say_how_far)


@shared_task(name="packages.fetch")
def fetch(*, arrival_id: int, name: str) -> None:
    take_in_content_type(arrival_id=arrival_id, name=name, at=timezone.now(), moved=_say_how_far)


@shared_task(name="packages.sweep")
def sweep() -> None:
    sweep_packages(at=timezone.now())


@shared_task(name="packages.make_ready")
def make_ready() -> None:
    make_players_ready(at=timezone.now())


def _say_how_far(done: int, total: int) -> None:
    if done % EVERY == 0 or done == total:
        report_progress(done=min(done, total), total=total, at=timezone.now())
