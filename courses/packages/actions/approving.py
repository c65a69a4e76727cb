"""Letting players load a release, whether it was approved at the desk or came with a package that was."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.models import LibraryRelease
from courses.packages.shelf import Shelf
from lms.accounts.models import User
from lms.audit.actions import audit
from lms.refusals import Refusal

State = LibraryRelease.State


class NotHigher(Refusal):
    message: ClassVar[str | Promise] = _("%(release)s is not newer than %(current)s, which players load.")


class NeedsMore(Refusal):
    message: ClassVar[str | Promise] = _("%(release)s needs %(library)s, which has not been approved.")


def make_current(
    *, release: LibraryRelease, by: User | None, at: datetime, shelf_of: Callable[[], Shelf] = Shelf.of_store
) -> None:
    """Let players load this release from now on, under the lock of its library.

    Refuses what is not newer than the current release, and an upgrade that needs what waits itself: contents that are
    played now would stop.
    """
    library = release.library
    if library.current:
        if library.current.patch >= release.patch:
            raise NotHigher(release=str(release), current=str(library.current))
        _check_needs(release, shelf_of())
    LibraryRelease.objects.filter(library=library, state=State.APPROVED).update(state=State.SUPERSEDED)
    release.state, release.approved_by, release.approved_at = State.APPROVED, by, at
    release.save(update_fields=["state", "approved_by", "approved_at"])
    library.current = release
    library.save(update_fields=["current"])
    audit(action="library.approved", target=release, by=by, at=at, digest=release.digest)


def _check_needs(release: LibraryRelease, shelf: Shelf) -> None:
    needed = release.dependencies.filter(kind="preloaded").select_related("needs").order_by("place")
    for name in shelf.order(str(one.needs) for one in needed):
        if not shelf.is_approved(name):
            raise NeedsMore(release=str(release), library=name)
