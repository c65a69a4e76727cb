"""How the officials of a city stand in an edition: one aggregate statement over their progress."""

from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import transaction
from django.db.models import Avg, Count, Q
from django.db.models.functions import Coalesce

from courses.enrolment.models import Enrolment
from courses.progress.attainment import PLACES
from courses.progress.models import CityProgress


@transaction.atomic
def fold_city(*, edition_id: int, city_id: int, at: datetime) -> None:
    """Recompute one city's row. Its lock makes two officials' folds take turns, so neither misses the other."""
    rows = CityProgress.objects.select_for_update(no_key=True)
    row, _created = rows.get_or_create(edition_id=edition_id, city_id=city_id, defaults={"folded_at": at})
    for name, value in city_figures(edition_id=edition_id, city_id=city_id).items():
        setattr(row, name, value)
    row.folded_at = at
    row.save()


def city_figures(*, edition_id: int, city_id: int) -> dict[str, Any]:
    """Counts of officials and the mean of their fractions; who has withdrawn counts for nothing.

    The mean of an official is that of the courses; all officials of an edition have the same courses, so the mean
    over all rows is the mean over the officials.
    """
    enrolments = Enrolment.objects.filter(edition_id=edition_id, city_id=city_id).exclude(
        state=Enrolment.State.WITHDRAWN
    )
    started, completed = Q(progress__last_active_at__isnull=False), Q(state=Enrolment.State.COMPLETED)
    figures = enrolments.aggregate(
        enrolled=Count("pk", distinct=True),
        started=Count("pk", distinct=True, filter=started),
        completed=Count("pk", distinct=True, filter=completed),
        fraction=Avg(Coalesce("progress__fraction", Decimal(0))),
    )
    mean = Decimal(str(figures["fraction"] or 0)).quantize(PLACES, ROUND_DOWN)
    return figures | {"fraction": mean}
