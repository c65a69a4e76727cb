"""`manage.py demo_seed`: load what is missing of the demo; what visitors did stays."""

from collections.abc import Callable
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.demo.awards import approve, load_signatories, prepare
from cms.demo.cities import load_cities
from cms.demo.courses import load_courses
from cms.demo.editions import load_editions
from cms.demo.packages import load_packages
from cms.demo.people import load_people
from cms.demo.practices import load_practices
from cms.demo.site import load_site
from lms.jobs.queries import due_jobs
from lms.jobs.tasks import perform


class Command(BaseCommand):
    help = "Load the demo: cities, people, courses, editions and certificates. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's accounts have a password that everybody knows. For a site: begin_site")
        at = timezone.now()
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("cities", load_cities),
            ("people", lambda: load_people(at=at)),
            ("signatories", load_signatories),
            ("site", load_site),
            ("courses", lambda: load_courses(packages=load_packages())),
            ("practices", load_practices),
            ("editions", lambda: load_editions(at=at)),
            ("mails", work_off_jobs),
            ("a batch of certificates", lambda: prepare(at=at)),
            ("its previews", work_off_jobs),
            ("its approval", lambda: approve(at=at)),
            ("its certificates", work_off_jobs),
        )
        for name, step in steps:
            self.stdout.write(f"Loading {name} …")
            self.stdout.flush()
            self._take(step)
        self.stdout.write(self.style.SUCCESS("The demo is loaded."))

    def _take(self, step: Callable[[], object]) -> None:
        try:
            step()
        except KeyboardInterrupt:
            raise CommandError("Stopped. The next start goes on from here.") from None


def work_off_jobs() -> None:
    """Do here, before the site is up, what its workers would do: mails and certificates."""
    current_app.loader.import_default_modules()
    while jobs := list(due_jobs(at=timezone.now())):
        for job in jobs:
            perform.run(job_id=job.pk)
