"""Giving back what nothing holds any more: failed uploads, superseded releases, blobs, and files that a crash left."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, Q, QuerySet

from courses.packages.actions.arrivals import give_up_arrivals
from courses.packages.models import Blob, Library, LibraryRelease, LooseFiles
from courses.packages.storing import settle

KEPT_FOR = timedelta(days=1)
"""Players that were opened before an upgrade go on with the files they began with."""
AT_ONCE = 500


def sweep_packages(*, at: datetime) -> None:
    """Safe to repeat, and to be cut off anywhere."""
    give_up_arrivals(before=at - KEPT_FOR, at=at)
    _remove_superseded(at=at)
    Library.objects.filter(releases=None, used_by=None, needed_by=None).delete()
    while loose := _unhold_blobs(at=at):
        settle(loose)
    for left in LooseFiles.objects.filter(since__lt=at - KEPT_FOR):
        settle(left)


def _remove_superseded(*, at: datetime) -> None:
    old = LibraryRelease.objects.filter(
        state=LibraryRelease.State.SUPERSEDED, library__current__approved_at__lt=at - KEPT_FOR
    )
    for release in old:
        release.delete()


@transaction.atomic
def _unhold_blobs(*, at: datetime) -> LooseFiles | None:
    """Turn blobs that nothing holds into loose files; none if there are none.

    They are looked at again under their lock: an import may have taken one up in between.
    """
    locked = Blob.objects.select_for_update(skip_locked=True).filter(pk__in=_unheld().values("pk")[:AT_ONCE])
    pks = [blob.pk for blob in locked]
    free = list(_unheld().filter(pk__in=pks))
    if not free:
        return None
    loose = LooseFiles.objects.create(names=[blob.name for blob in free], since=at)
    Blob.objects.filter(pk__in=[blob.pk for blob in free]).delete()
    return loose


def _unheld() -> QuerySet[Blob]:
    """By every relation that points at blobs, whoever defines it."""
    held = Q()
    for relation in Blob._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            holders = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            held |= Q(Exists(holders))
    return Blob.objects.exclude(held)
