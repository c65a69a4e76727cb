"""Deadlines in a city's own time: they end at 23:59 there, and never on its weekend."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lms.network.models import City


def working_day_from(*, day: date, city: City) -> date:
    """`day`, or the first day after it that is not on the city's weekend."""
    if len(city.weekend) >= 7:
        return day
    while day.weekday() in city.weekend:
        day += timedelta(days=1)
    return day


def deadline(*, day: date, city: City) -> datetime:
    """The moment until which something due on `day` may be done: 23:59 in the city, on its next working day."""
    return datetime.combine(working_day_from(day=day, city=city), time(23, 59), ZoneInfo(city.time_zone))


def passes_at(*, day: date, city: City) -> datetime:
    """The first moment that is too late: the minute of the deadline is over."""
    return deadline(day=day, city=city) + timedelta(minutes=1)


def has_passed(*, day: date, city: City, at: datetime) -> bool:
    return at >= passes_at(day=day, city=city)
