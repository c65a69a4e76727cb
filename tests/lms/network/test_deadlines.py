"""A deadline ends at 23:59 in the city, and never on its weekend."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from lms.network.deadlines import deadline, has_passed
from lms.network.models import City

SATURDAY, SUNDAY, FRIDAY = date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 6)


def at(zone: str, *weekend: int) -> City:
    return City(name="A city", time_zone=zone, weekend=list(weekend))


@pytest.mark.parametrize(
    ("place", "day", "ends"),
    [
        (at("Asia/Ho_Chi_Minh", 5, 6), FRIDAY, "2026-03-06T23:59+07:00"),
        (at("Asia/Ho_Chi_Minh", 5, 6), SATURDAY, "2026-03-09T23:59+07:00"),
        (at("America/Sao_Paulo", 5, 6), SUNDAY, "2026-03-09T23:59-03:00"),
        (at("Asia/Riyadh", 4, 5), FRIDAY, "2026-03-08T23:59+03:00"),
        (at("Asia/Riyadh", 4, 5), SUNDAY, "2026-03-08T23:59+03:00"),
        (at("Asia/Kathmandu", 5), SATURDAY, "2026-03-08T23:59+05:45"),
        (at("Europe/Helsinki"), SATURDAY, "2026-03-07T23:59+02:00"),
        (at("Europe/Helsinki", *range(7)), SATURDAY, "2026-03-07T23:59+02:00"),
        (at("America/New_York", 5, 6), SUNDAY, "2026-03-09T23:59-04:00"),
    ],
)
def test_a_deadline_ends_late_on_a_working_day_of_the_city(place: City, day: date, ends: str) -> None:
    assert deadline(day=day, city=place) == datetime.fromisoformat(ends)


@pytest.mark.parametrize(("clock", "passed"), [("23:59:59", False), ("23:58", False)])
def test_the_last_minute_counts(clock: str, passed: bool) -> None:
    moment = datetime.fromisoformat(f"2026-03-06T{clock}").replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert has_passed(day=FRIDAY, city=at("Asia/Ho_Chi_Minh", 5, 6), at=moment) is passed


def test_midnight_is_too_late() -> None:
    midnight = datetime(2026, 3, 7, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert has_passed(day=FRIDAY, city=at("Asia/Ho_Chi_Minh", 5, 6), at=midnight)
