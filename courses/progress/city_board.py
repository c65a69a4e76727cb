"""How a city's officials stand, for its focal point: states and percentages, never an answer or a mark."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Avg, QuerySet

from courses.enrolment.models import Enrolment
from courses.progress.models import CityProgress
from lms.design.templatetags.design import percent, whole_percent
from lms.network.models import City


def officials_of(*, cities: Iterable[City]) -> QuerySet[Enrolment]:
    """The cities' enrolments, latest edition first, each with `reached`, its mean progress 0 to 1 (None at first)."""
    return (
        Enrolment.objects.filter(city__in=cities)
        .select_related("person", "city", "edition__programme")
        .annotate(reached=Avg("progress__fraction"))
        .order_by("-edition__starts_on", "edition", "city", "person__sort_key", "person__display_name")
    )


def boards(*, cities: Iterable[City], language: str) -> list[dict[str, Any]]:
    """One board for each edition and city, in prepared values."""
    cities = list(cities)
    figures = {(row.edition_id, row.city_id): row for row in CityProgress.objects.filter(city__in=cities)}
    by_edition = groupby(officials_of(cities=cities), key=lambda one: (one.edition_id, one.city_id))
    return [_board(list(officials), figures.get(place), language) for place, officials in by_edition]


def _board(officials: list[Any], figures: CityProgress | None, language: str) -> dict[str, Any]:
    edition = officials[0].edition
    return {
        "title": edition.programme.title_in(language),
        "edition": edition.code,
        "city": officials[0].city.name_in(language),
        "percent": whole_percent(figures.fraction) if figures else 0,
        "enrolled": len(officials),
        "completed": figures.completed if figures else 0,
        "rows": [
            [one.person.display_name, one.get_state_display(), percent(whole_percent(one.reached or Decimal(0)))]
            for one in officials
        ],
    }
