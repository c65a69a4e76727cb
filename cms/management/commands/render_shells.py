"""`manage.py render_shells`: after an update, so that no reader waits while the new release first renders a page."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.delivery.renewal import render_shells


class Command(BaseCommand):
    help = "Render every page of every course into the cache."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{render_shells()} pages are rendered.")
