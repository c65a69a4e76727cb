"""Keeping what an official is at the city, in the words that the official confirmed."""

from datetime import datetime

from lms.accounts.models import User
from lms.network.models import City, Position


def take_up_post(*, person: User, city: City, title: str, department: str, at: datetime) -> None:
    """Record the post unless it is the present one; the earlier one at this city ends on the day the new one begins."""
    present = Position.objects.filter(Position.holds_on(at.date()), person=person, city=city).order_by("-since").first()
    if not title or (present and (present.title, present.department) == (title, department)):
        return
    if present and present.since == at.date():
        present.title, present.department = title, department
        present.save(update_fields=["title", "department"])
        return
    if present:
        present.until = at.date()
        present.save(update_fields=["until"])
    Position.objects.create(person=person, city=city, title=title, department=department, since=at.date())
