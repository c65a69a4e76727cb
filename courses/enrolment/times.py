"""When an enrolment begins and ends, in its city's own time."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from courses.enrolment.models import Enrolment
from courses.programmes.models import Edition
from lms.network.deadlines import deadline, has_passed, passes_at, working_day_from
from lms.network.models import City


def begins_at(*, edition: Edition, city: City) -> datetime:
    """The first moment of the edition's first day in the city."""
    return datetime.combine(edition.starts_on, time(), ZoneInfo(city.time_zone))


def last_day(*, edition: Edition, city: City) -> date:
    """The edition's last day in the city, never on its weekend."""
    return working_day_from(day=edition.ends_on, city=city)


def deadline_of(enrolment: Enrolment) -> datetime:
    """23:59 of the last day, in the city."""
    return deadline(day=enrolment.ends_on, city=enrolment.city)


def ends_at(enrolment: Enrolment) -> datetime:
    """The first moment after the deadline, when nothing is taken any more."""
    return passes_at(day=enrolment.ends_on, city=enrolment.city)


def is_over(enrolment: Enrolment, *, at: datetime) -> bool:
    """Whether the deadline has passed in the city."""
    return has_passed(day=enrolment.ends_on, city=enrolment.city, at=at)
