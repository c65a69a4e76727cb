"""The jobs of the site."""

from uuid import UUID

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from cms.delivery import renewal
from cms.outlining.sweeping import freeze_courses_with, freeze_what_was_left
from cms.translations.following import cut_up_anew


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish the pages whose time has come and take down those whose time is over, as their editors have set."""
    call_command("publish_scheduled", verbosity=0)


@shared_task(name="cms.freeze_left")
def freeze_left() -> None:
    """Freeze the courses whose pages changed without their outline being looked at, as when a process was killed."""
    freeze_what_was_left(at=timezone.now())


@shared_task(name="cms.freeze_with_content")
def freeze_with_content(content_id: int) -> None:
    """Freeze the courses that show a content with its new revision; who is enrolled goes on with the former."""
    freeze_courses_with(content_id=content_id, at=timezone.now())


@shared_task(name="cms.follow_original")
def follow_original(source: int) -> None:
    """Cut up an original anew after its publication."""
    cut_up_anew(source)


@shared_task(name="cms.renew_shells")
def renew_shells(course: str | None = None) -> None:
    """Render the pages of a course anew after one of them has changed; without a course all."""
    renewal.renew_shells(course=UUID(course) if course else None)


@shared_task(name="cms.render_shells")
def render_shells() -> None:
    """Render every page again before it is forgotten; until then what was rendered before answers."""
    renewal.render_shells()
