"""What a worker does with the jobs that wait."""

from lms.celery import app
from lms.jobs.models import Job
from lms.jobs.tasks import perform


def cut_up() -> None:
    """Cut up the originals that were published, as a worker does, which knows every task."""
    app.loader.import_default_modules()
    for job in Job.objects.filter(task="cms.follow_original", state=Job.State.QUEUED):
        perform(job_id=job.pk)


def package_jobs() -> None:
    """Take in the packages that were uploaded or are to be fetched."""
    app.loader.import_default_modules()
    for job in Job.objects.filter(task__in=["packages.take_in", "packages.fetch"], state=Job.State.QUEUED):
        perform(job_id=job.pk)
