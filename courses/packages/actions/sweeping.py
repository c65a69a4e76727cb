"""Giving back what nothing holds any more: failed uploads, superseded releases, trials, bundles, blobs, and what a
crash left."""

from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.db import transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, Q, QuerySet

from courses.packages.actions.arrivals import give_up_arrivals
from courses.packages.models import (
    Blob,
    Bundle,
    Content,
    Library,
    LibraryRelease,
    LooseFiles,
    RevisionLibrary,
)
from courses.packages.players.bundling import key_of
from courses.packages.players.sets import name_of_core, quick_key
from courses.packages.storing import settle

KEPT_FOR = timedelta(days=1)
"""Players that were opened before an upgrade go on with the files they began with."""
TRIED_FOR = timedelta(days=2)
"""How long somebody looks at what they wrote; each further look is a trial of its own."""
BUNDLED_FOR = timedelta(days=7)
AT_ONCE = 500


def sweep_packages(*, at: datetime) -> None:
    """Safe to repeat, and to be cut off anywhere."""
    give_up_arrivals(before=at - KEPT_FOR, at=at)
    _remove_superseded(at=at)
    _remove_trials(at=at)
    _remove_bundles(at=at)
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


def _remove_trials(*, at: datetime) -> None:
    """A content without a current revision is a trial (courses.packages.actions.authoring)."""
    Content.objects.filter(current=None, made_at__lt=at - TRIED_FOR).delete()


def _remove_bundles(*, at: datetime) -> None:
    """Those of no revision, the core's apart: any is made anew where it is asked for.

    Not while pages may still load what was bundled before the last upgrade.
    """
    old = Bundle.objects.filter(made_at__lt=at - BUNDLED_FOR)
    upgraded = Library.objects.filter(current__approved_at__gte=at - KEPT_FOR).exists()
    if old.exists() and not upgraded:
        old.exclude(key__in=_keys_in_use()).delete()


def _keys_in_use() -> set[str]:
    """Of former revisions too: who is enrolled goes on with the one that the outline froze."""
    rows = RevisionLibrary.objects.filter(library__current__isnull=False).order_by("revision", "place")
    pairs = rows.values_list("revision", "library__current__digest").iterator()
    sets = {tuple(digest for _pk, digest in some) for _revision, some in groupby(pairs, key=itemgetter(0))}
    dense = {name_of_core(), *map(key_of, sets)}
    return dense | set(map(quick_key, dense))


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
