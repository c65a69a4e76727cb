"""The calendar of the network's seat, by which its letters and certificates are dated and numbered."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def day_at_seat(*, at: datetime) -> date:
    """The date on the secretariat's calendar, whatever the date is elsewhere."""
    return at.astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE)).date()
