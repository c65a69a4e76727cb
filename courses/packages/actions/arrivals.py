"""An uploaded package: put down in private storage with the job that takes it in, and taken in by the job."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from courses.packages.actions.importing import MayNotManageLibraries, bring_package
from courses.packages.limits import LIMITS
from courses.packages.models import Arrival, Content, LooseFiles
from courses.packages.refusals import TooLarge
from courses.packages.storing import SHELF, private, settle
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.jobs.actions import ask_for_job
from lms.jobs.models import Job
from lms.refusals import Refusal


class GivenUp(Refusal):
    message: ClassVar[str | Promise] = _(
        "The package could not be taken in, because something went wrong on this site. Upload it again."
    )


class AlreadyTakenIn(Refusal):
    """Another try of the same job was faster."""


def receive_package(
    *,
    file: "File[bytes]",
    name: str,
    language: str,
    by: User,
    at: datetime,
    approve: bool = False,
    replaces: Content | None = None,
) -> Arrival:
    """Put an upload down and ask for the job that takes it in; what is wrong with it is told by the arrival's row."""
    if approve and not by.has_perm("packages.manage_libraries"):
        raise MayNotManageLibraries
    if (file.size or 0) > LIMITS.package:
        raise TooLarge(size=file.size, limit=LIMITS.package)
    stored = _new_name()
    loose = LooseFiles.objects.create(names=[stored], since=at)
    try:
        private().save(stored, file)
        with transaction.atomic():
            LooseFiles.objects.filter(pk=loose.pk).delete()
            arrival = Arrival.objects.create(
                name=stored, file_name=name[:255], size=file.size or 0, language=language, approve=approve,
                replaces=replaces, brought_by=by, brought_at=at,
            )  # fmt: skip
            _ask(arrival, task="packages.take_in", by=by, at=at)
            audit(action="package.uploaded", target=arrival, by=by, at=at, approve=approve)
    except BaseException:
        settle(loose)
        raise
    return arrival


@transaction.atomic
def expect_package(*, file_name: str, language: str, task: str, by: User, at: datetime, **arguments: Any) -> Arrival:
    """An arrival whose file is not there yet: `task` puts it down (`put_down`) and takes it in, or refuses it."""
    arrival = Arrival.objects.create(
        name=_new_name(), file_name=file_name[:255], size=0, language=language, brought_by=by, brought_at=at
    )
    _ask(arrival, task=task, by=by, at=at, **arguments)
    return arrival


def put_down(*, arrival: Arrival, file: "File[bytes]") -> None:
    """The file of an arrival that was expected, in the place of what an earlier try has left."""
    private().delete(arrival.name)
    private().save(arrival.name, file)
    Arrival.objects.filter(pk=arrival.pk).update(size=file.size or 0)


def refuse_arrival(*, arrival: Arrival, refusal: Refusal, at: datetime) -> None:
    """End it with the line that its page shows, in the words of who brought it."""
    with override(arrival.language), suppress(AlreadyTakenIn), transaction.atomic():
        _end(arrival, None, at=at, refusal=str(refusal))


def _new_name() -> str:
    return f"{SHELF}/arrivals/{secrets.token_hex(16)}"


def _ask(arrival: Arrival, *, task: str, by: User, at: datetime, **arguments: Any) -> None:
    arrival.job = ask_for_job(
        key=f"{task}:{arrival.pk}", task=task, arguments={"arrival_id": arrival.pk, **arguments}, by=by, at=at
    )
    arrival.save(update_fields=["job"])


def take_in_arrival(
    *, arrival_id: int, at: datetime, moved: Callable[[int, int], None] = lambda done, total: None
) -> None:
    """Take the upload in, or write down why not. Done twice it changes nothing."""
    arrival = Arrival.objects.select_related("brought_by", "replaces").filter(pk=arrival_id, ended_at=None).first()
    if arrival is None:
        return
    try:
        with private().open(arrival.name) as file:
            bring_package(
                file=file, by=arrival.brought_by, at=at, approve=arrival.approve, content=arrival.replaces,
                moved=moved, listed=partial(_end, arrival, at=at),
            )  # fmt: skip
    except AlreadyTakenIn:
        return
    except Refusal as refusal:
        refuse_arrival(arrival=arrival, refusal=refusal, at=at)


def give_up_arrivals(*, before: datetime, at: datetime) -> None:
    """End uploads whose job is gone, or failed before that time and was not tried again: their files go, and what they
    were to replace is free."""
    lost = Q(job=None) | Q(job__state=Job.State.FAILED, job__ended_at__lt=before)
    for arrival in Arrival.objects.filter(lost, ended_at=None):
        refuse_arrival(arrival=arrival, refusal=GivenUp(), at=at)


def _end(arrival: Arrival, content: Content | None, *, at: datetime, refusal: str = "") -> None:
    """In the transaction that lists the package, so that one try only can; the upload itself goes after it."""
    if not Arrival.objects.filter(pk=arrival.pk, ended_at=None).update(
        content=content, refusal=refusal, replaces=None, ended_at=at
    ):
        raise AlreadyTakenIn
    loose = LooseFiles.objects.create(names=[arrival.name], since=at)
    transaction.on_commit(partial(settle, loose))
