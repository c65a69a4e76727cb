"""Letting libraries of the store be played, or go. Whoever calls has the right packages.manage_libraries."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.actions.approving import make_current
from courses.packages.actions.using import follow_libraries
from courses.packages.affected import affected_by, circle_of
from courses.packages.models import Content, ContentRevision, Library, LibraryRelease
from courses.packages.queries import waited_for
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal

State = LibraryRelease.State
NAMED = 10
"""Of what is affected, how many stand in a refusal."""


class NotInQuarantine(Refusal):
    message: ClassVar[str | Promise] = _("%(release)s does not wait for approval.")


class NotAsShown(Refusal):
    message: ClassVar[str | Promise] = _(
        "What waits for approval has changed since this page was opened. Look at the releases again."
    )


class LibraryStillUsed(Refusal):
    message: ClassVar[str | Promise] = _("%(library)s is needed by %(affected)s.")


@transaction.atomic
def approve_release(*, release: LibraryRelease, by: User, at: datetime) -> LibraryRelease:
    """Let players load this release; its users are cleaned by its semantics anew."""
    held = _waiting(release)
    make_current(release=held, by=by, at=at)
    follow_libraries(changed=[held.library], at=at)
    return held


@transaction.atomic
def approve_waiting(
    *, revision: ContentRevision, shown: Collection[str], by: User, at: datetime
) -> list[LibraryRelease]:
    """Approve all that a content waits for, dependencies first. What has a current release is left as it is.

    `shown` are the digests of the releases that the officer has looked at; refuses where others would be approved.
    """
    waiting = [release for _library, release in waited_for(revision) if release]
    if {release.digest for release in waiting} != set(shown):
        raise NotAsShown
    return [approve_release(release=release, by=by, at=at) for release in waiting]


@transaction.atomic
def refuse_release(*, release: LibraryRelease, by: User, at: datetime) -> None:
    """Throw a waiting release away. Contents that wait for it lack a library from then on."""
    held = _waiting(release)
    audit(action="library.refused", target=held, by=by, at=at, digest=held.digest)
    library = held.library
    held.delete()
    _forget_if_unasked(library)


@transaction.atomic
def remove_library(*, library: Library, by: User, at: datetime) -> None:
    """Take a library that nothing depends on out of the store with all its releases, and those in a circle with it.

    Where a release that players do not load asks for one, its name stays.
    """
    members = [one.pk for one in circle_of(library)]
    circle = list(Library.objects.select_for_update().filter(pk__in=members).order_by("pk"))
    if affected := affected_by(*circle):
        named = (affected_by(library) or affected).titles(most=NAMED)
        raise LibraryStillUsed(library=str(library), affected=", ".join(named))
    Content.objects.filter(current=None, revisions__libraries__library__in=circle).delete()
    for one in circle:
        audit(action="library.removed", target=one, by=by, at=at)
    Library.objects.filter(pk__in=members).update(current=None)
    LibraryRelease.objects.filter(library__in=circle).delete()
    for one in circle:
        _forget_if_unasked(one)


def _waiting(release: LibraryRelease) -> LibraryRelease:
    """The release as it is now, under the lock of its library."""
    Library.objects.select_for_update().get(pk=release.library_id)
    held = LibraryRelease.objects.select_related("library__current").filter(pk=release.pk).first()
    if held is None or held.state != State.QUARANTINED:
        raise NotInQuarantine(release=str(release))
    return held


def _forget_if_unasked(library: Library) -> None:
    """A name that nobody asks for and that has no release is no library."""
    Library.objects.filter(pk=library.pk, releases=None, used_by=None, needed_by=None).delete()
