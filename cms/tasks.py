"""The jobs of the site."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Publish the pages whose time has come and take down those whose time is over, as their editors have set."""
    call_command("publish_scheduled", verbosity=0)
