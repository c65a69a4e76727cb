"""What the boards count, in a fixed number of statements."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.programmes.models import Edition, Invitation, Nomination
from lms.audit.models import AuditEntry
from lms.network.models import City, DatedModel, FocalPoint, Membership


def states_of(rows: QuerySet[Invitation] | QuerySet[Nomination]) -> list[tuple[str, str, int]]:
    """State, its name and how many rows are in it, in the order of life; states without rows are left out."""
    counted = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [(state, str(label), counted[state]) for state, label in rows.model.State.choices if state in counted]


def seats_taken_in_city() -> Coalesce:
    """For a queryset of nominations: the seats taken by the nomination's own invitation."""
    return _seated(invitation=OuterRef("invitation"))


def seats_taken_by_invitation() -> Coalesce:
    """For a queryset of invitations."""
    return _seated(invitation=OuterRef("pk"))


def seats_taken_in_edition(edition: Edition) -> int:
    return Nomination.objects.filter(invitation__edition=edition, state__in=Nomination.SEATED).count()


def with_counts(editions: QuerySet[Edition], reach: QuerySet[City]) -> QuerySet[Edition]:
    """Editions with `invited` (cities in reach) and `taken` (seats, everywhere)."""
    invited = Invitation.objects.filter(edition=OuterRef("pk"), city__in=reach).exclude(state=Invitation.State.DRAFT)
    return editions.annotate(invited=_count(invited, "edition"), taken=_seated(invitation__edition=OuterRef("pk")))


def cities_to_invite(edition: Edition, reach: QuerySet[City], day: date) -> QuerySet[City]:
    """Cities with what a secretary looks at before inviting them.

    `invitation` and `invitation_state` (to this edition), `coordinated` (has a focal point on `day`),
    `membership_kind`, and `last_sent_at` and `last_edition` of the newest invitation to another edition.
    """
    own = Invitation.objects.filter(edition=edition, city=OuterRef("pk"))
    sent = Invitation.objects.filter(city=OuterRef("pk"), sent_at__isnull=False).exclude(edition=edition)
    newest = sent.order_by("-sent_at")
    membership = Membership.objects.filter(DatedModel.holds_on(day), city=OuterRef("pk")).order_by("-since")
    coordinators = FocalPoint.objects.filter(DatedModel.holds_on(day), city=OuterRef("pk"), person__is_active=True)
    return reach.select_related("region").annotate(
        invitation=Subquery(own.values("pk")[:1]),
        invitation_state=Subquery(own.values("state")[:1]),
        last_sent_at=Subquery(newest.values("sent_at")[:1]),
        last_edition=Subquery(newest.values("edition__code")[:1]),
        coordinated=Exists(coordinators),
        membership_kind=Subquery(membership.values("kind")[:1]),
    )


def trail_of(row: Model) -> Iterable[AuditEntry]:
    """What the log holds about one row, newest first."""
    entries = AuditEntry.objects.filter(target_type=row._meta.label_lower, target_id=str(row.pk))
    return entries.select_related("actor")


def _seated(**of: OuterRef) -> Coalesce:
    grouping = next(iter(of))
    return _count(Nomination.objects.filter(state__in=Nomination.SEATED, **of), grouping)


def _count(rows: QuerySet[Nomination] | QuerySet[Invitation], grouping: str) -> Coalesce:
    counted = rows.order_by().values(group=F(grouping)).annotate(rows=Count("pk")).values("rows")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
