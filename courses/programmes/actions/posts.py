"""Keeping what an official is at the city, in the words that the official confirmed."""

from datetime import datetime

from lms.accounts.models import User
from lms.audit.actions import audit
from lms.audit.changes import changes_of
from lms.network.models import City, Position


def take_up_post(*, person: User, city: City, title: str, department: str, at: datetime) -> None:
    """Record the post unless it is the present one; the earlier one at this city ends on the day the new one begins."""
    present = Position.objects.filter(Position.holds_on(at.date()), person=person, city=city).order_by("-since").first()
    if not title or (present and (present.title, present.department) == (title, department)):
        return
    if present and present.since == at.date():
        present.title, present.department = title, department
        _keep(present, by=person, at=at)
        return
    if present:
        present.until = at.date()
        _keep(present, by=person, at=at)
    new = Position(person=person, city=city, title=title, department=department, since=at.date())
    _keep(new, by=person, at=at)


def _keep(post: Position, *, by: User, at: datetime) -> None:
    """With an entry in the log, as where an officer writes the register."""
    verb, changes = "added" if post._state.adding else "changed", changes_of(post)
    post.save()
    audit(action=f"position.{verb}", target=post, by=by, at=at, changes=changes)
